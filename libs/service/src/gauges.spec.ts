import type { ProjectionStatus, RoadStatus } from '@ckm/messaging';
import { metricsText } from '@ckm/telemetry';
import { registerGauges } from './gauges.js';

const lane = { head: 9, checkpoint: 2, lagEvents: 7, lagSeconds: 61.5, failure: null };
const status: RoadStatus = {
  service: 'sharing',
  head: 9,
  lanes: [
    { topic: 'ckm.sharing.share.v1', ...lane },
    { topic: 'ckm.sharing.subscription.v1', ...lane, failure: 'TOPIC_AUTHORIZATION_FAILED' },
  ],
  consumers: [
    {
      ...{ slice: 'item_feed', topic: 'ckm.capture.item.v1', head: 9, checkpoint: 4, lagEvents: 5, lagSeconds: 3 },
      waitsAt: { partition: 1, position: 4 },
    },
  ],
  parked: 2,
  quarantined: 1,
  alarms: [
    ...['topic-gap ckm.capture.item.v1/3', 'topic-gap ckm.capture.item.v1/7', 'transport-unreachable'],
    'topic-setting ckm.sharing.share.v1: retention.ms is 604800000, not -1',
    'road-closed: topic ckm.customer-events.v1 has 1 partitions, 6 are declared',
  ],
};
const feed = { name: 'item_feed', version: 2, total: 100, since: new Date() };
const builds: ProjectionStatus[] = [
  { ...feed, build: 1, state: 'live', read: 100 },
  { ...feed, build: 2, state: 'building', read: 40 },
];

let looks = 0;
let isWell = true;
const look = <T>(found: T): Promise<T> => {
  looks += 1;
  return isWell ? Promise.resolve(found) : Promise.reject(new Error('the database is gone'));
};

beforeAll(() =>
  registerGauges({ projections: () => look({ status, projections: builds }) }, [
    { name: 'ckm_own', description: 'Of one service', read: () => look([{ value: 4, labels: {} }]) },
  ]),
);
beforeEach(() => {
  looks = 0;
  isWell = true;
});

it.each([
  ['ckm_lane_lag_events', 'topic="ckm.sharing.share.v1"', '7'],
  ['ckm_lane_lag_seconds', 'topic="ckm.sharing.share.v1"', '61.5'],
  ['ckm_lane_refused', 'topic="ckm.sharing.share.v1"', '0'],
  ['ckm_lane_refused', 'topic="ckm.sharing.subscription.v1"', '1'],
  ['ckm_consumer_lag_events', 'topic="ckm.capture.item.v1",slice="item_feed"', '5'],
  ['ckm_consumer_lag_seconds', 'topic="ckm.capture.item.v1",slice="item_feed"', '3'],
  ['ckm_parked', '', '2'],
  ['ckm_quarantined', '', '1'],
  ['ckm_alarms', 'alarm="topic-gap",topic="ckm.capture.item.v1"', '2'],
  ['ckm_alarms', 'alarm="transport-unreachable",topic=""', '1'],
  ['ckm_alarms', 'alarm="topic-setting",topic="ckm.sharing.share.v1"', '1'],
  ['ckm_alarms', 'alarm="road-closed",topic=""', '1'],
  ['ckm_projection_unread_messages', 'projection="item_feed"', '60'],
  ['ckm_own', '', '4'],
])('%s %s is told as the status has it', async (name, labels, value) => {
  const lines = (await metricsText())
    .split('\n')
    .filter(line => line.startsWith(labels ? `${name}{${labels}` : `${name} `));
  expect(lines.map(line => line.split(' ').at(-1))).toEqual([value]);
});

it('one look at the metrics is one look at the status', async () => {
  await metricsText();
  expect(looks).toBe(2);
});

it('tells nothing, rather than zeros, while the status cannot be told', async () => {
  isWell = false;
  expect(await metricsText()).not.toMatch(/^ckm_(lane|consumer|parked|quarantined|alarms|projection|own)/m);
});
