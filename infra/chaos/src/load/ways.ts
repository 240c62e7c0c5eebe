import type { Transport } from '@ckm/messaging';
import { type CustomerEvent, itemOf } from './customer-event.js';

const TOPIC = 'ckm.customer-events.v1';
const PATIENCE_MS = 20_000;

export interface Access {
  url: string;
  token(): Promise<string>;
}

/** One way in. */
export interface Way {
  name: 'http' | 'topic';
  /** One try. @returns of each event the item's id; null: nobody knows what became of them */
  send(events: CustomerEvent[]): Promise<string[] | null>;
}

export const authorization = async (access: Access): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await access.token()}`,
});

export const post = async (access: Access, path: string, body: unknown, type = 'application/json'): Promise<Response> =>
  fetch(access.url + path, {
    method: 'POST',
    headers: { ...(await authorization(access)), 'content-type': type },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });

/** One event alone, or up to a hundred in a batch. */
export const overHttp = (access: Access): Way => ({
  name: 'http',
  send: async events => {
    const [first] = events;
    const [body, mode] = events.length === 1 ? [first, ''] : [events, '-batch'];
    const answer = await post(access, '/v1/events', body, `application/cloudevents${mode}+json`).catch(() => null);
    if (!answer || answer.status >= 500) return null;
    if (answer.status !== 202) throw new Error(`${first?.id}: ${answer.status} ${await answer.text()}`);
    const told = (await answer.json().catch(() => null)) as { data: Item | Item[] } | null;
    return told && [told.data].flat().map(({ itemId }) => itemId);
  },
});

interface Item {
  itemId: string;
}

/** Structured mode; what a customer says stays in order. */
export const overTopic = (transport: Transport): Way => ({
  name: 'topic',
  send: async events => {
    const messages = events.map(event => ({
      key: Buffer.from(event.data.customerId),
      headers: { 'content-type': Buffer.from('application/cloudevents+json') },
      value: Buffer.from(JSON.stringify(event)),
    }));
    const isDurable = await transport.publish(TOPIC, messages).then(
      () => true,
      () => false,
    );
    return isDurable ? events.map(itemOf) : null;
  },
});
