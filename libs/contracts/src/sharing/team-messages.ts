import type { Class } from '../field.js';
import { headers, instant, text } from '../headers.js';
import { jsonSchemaOf } from '../json-schema.js';
import { SharedItem, TestDelivery } from './shared-item.js';

/** The messages on a team's topic: CloudEvent type → class of its data. */
export const TEAM_MESSAGES = {
  'ckm.SharedItem.v1': SharedItem,
  'ckm.TestDelivery.v1': TestDelivery,
} as const satisfies Record<string, Class>;

const HEADERS = headers(
  {
    ce_id: text('The delivery: the same again is a repeat.'),
    ce_source: text('The service that sends it.'),
    ce_type: text('ckm.<message>.v<version>'),
    ce_subject: text('The item; of a test the delivery.'),
    ce_time: instant('When it was shared.'),
    ce_tenantid: text('The tenant.'),
  },
  { ce_traceparent: text('W3C trace context of the share.') },
);

const SHARED: SharedItem = {
  deliveryId: 'e1b0c6d4-5a2f-5c39-b7e8-0d4a9f61c352',
  subscriptionId: '9d3b7a52-4c1e-4f60-9a2b-7e5d1c8f3a61',
  itemId: '0e9a52b3-f4b8-5b6c-8f7e-6f1f0b1f7d21',
  link: 'http://127.0.0.1:3000/#item=0e9a52b3-f4b8-5b6c-8f7e-6f1f0b1f7d21',
  capturedAt: '2026-03-02T08:14:08.102Z',
  language: 'de',
  sentiment: { label: 'negative', score: -0.62 },
  signals: [{ type: 'PROBLEM', kind: 'NEED', expression: 'EXPRESSED', span: { start: 0, end: 41 }, confidence: 0.8 }],
  themes: [{ themeId: '2c7f0a1e-93d4-5b68-8e07-41d9c6b25f3a', theme: 'Paper jam', confidence: 0.7 }],
};
const { deliveryId, subscriptionId, itemId } = SHARED;
const TESTED: TestDelivery = { deliveryId, subscriptionId, test: true };

/** The messages of AsyncAPI, by name. */
export const teamMessages = (): Record<string, unknown> => ({
  SharedItem: messageOf('ckm.SharedItem.v1', itemId, SHARED),
  TestDelivery: messageOf('ckm.TestDelivery.v1', deliveryId, TESTED),
});

const messageOf = (type: keyof typeof TEAM_MESSAGES, subject: string, payload: object): Record<string, unknown> => ({
  name: type,
  contentType: 'application/json',
  headers: HEADERS,
  payload: jsonSchemaOf(TEAM_MESSAGES[type]),
  examples: [
    {
      headers: {
        ce_specversion: '1.0',
        ce_id: deliveryId,
        ce_source: '/ckm/sharing',
        ce_type: type,
        ce_subject: subject,
        ce_time: '2026-03-02T08:14:09.540Z',
        ce_tenantid: 'demo',
        ce_traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      },
      payload,
    },
  ],
});
