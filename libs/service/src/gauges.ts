import type { ProjectionStatus, RoadStatus } from '@ckm/messaging';
import { gauge, type Measured } from '@ckm/telemetry';
import type { Road } from './road.js';
import { singleFlight } from './single-flight.js';

/** A metric whose value is read when metrics are scraped. Labels never carry a tenant, a person or an id. */
export interface Gauge {
  name: string;
  description: string;
  read: () => Promise<Measured[]>;
}

interface Whole extends RoadStatus {
  builds: ProjectionStatus[];
}

/** What operators watch: how far lanes and consumers are behind, what is parked or quarantined, and which views are being built. */
const GAUGES: [name: string, description: string, read: (whole: Whole) => Measured[]][] = [
  ['ckm_lane_lag_events', 'Events of the log that are not published yet', of('lanes', 'lagEvents')],
  ['ckm_lane_lag_seconds', 'Age of the oldest event that is not published yet', of('lanes', 'lagSeconds')],
  [
    'ckm_lane_refused',
    '1 while a topic cannot be written',
    ({ lanes }) => lanes.map(({ topic, failure }) => ({ value: failure === null ? 0 : 1, labels: { topic } })),
  ],
  ['ckm_consumer_lag_events', 'Messages that are not read yet', of('consumers', 'lagEvents')],
  ['ckm_consumer_lag_seconds', 'Since when a partition that is behind has not moved', of('consumers', 'lagSeconds')],
  ['ckm_parked', 'Messages put aside because they cannot be handled', ({ parked }) => alone(parked)],
  ['ckm_quarantined', 'Records of upstream systems that cannot be read', ({ quarantined }) => alone(quarantined)],
  [
    'ckm_alarms',
    'What waits for somebody: a partition, the setting of a topic, or the whole road',
    ({ alarms }) => countedByKind(alarms),
  ],
  [
    'ckm_projection_unread_messages',
    'Messages that a view which is being built has not read yet',
    ({ builds }) => builds.map(({ name, read, total }) => ({ value: total - read, labels: { projection: name } })),
  ],
  [
    'ckm_projection_building_seconds',
    'For how long a view is being built',
    ({ builds }) => builds.map(({ name, since }) => ({ value: secondsSince(since), labels: { projection: name } })),
  ],
];

/** Registers these gauges and the service's own. One scrape reads the status once; while it cannot be read, the gauges are absent. */
export function registerGauges(road: Pick<Road, 'projections'>, own: Gauge[]): void {
  const look = singleFlight(async () => {
    const { status, projections } = await road.projections();
    return { ...status, builds: projections.filter(({ state }) => state === 'building') };
  });
  for (const [name, description, read] of GAUGES) gauge(name, description, () => look().then(read));
  for (const { name, description, read } of own) gauge(name, description, read);
}

const alone = (value: number): Measured[] => [{ value, labels: {} }];

function of(what: 'lanes' | 'consumers', value: 'lagEvents' | 'lagSeconds') {
  return (whole: Whole): Measured[] =>
    whole[what].map(one => ({
      value: one[value],
      labels: { topic: one.topic, ...('slice' in one ? { slice: one.slice } : {}) },
    }));
}

/** `topic-gap ckm.capture.customer.v1/3` counts as one `topic-gap` of that topic. Why the road is closed is free text, and no label. */
function countedByKind(alarms: string[]): Measured[] {
  const counted = new Map<string, Measured>();
  for (const given of alarms) {
    const [, alarm = given, topic = ''] = /^([\w-]+)(?: ([\w.-]+))?/.exec(given) ?? [];
    const { value } = counted.get(`${alarm} ${topic}`) ?? { value: 0 };
    counted.set(`${alarm} ${topic}`, { value: value + 1, labels: { alarm, topic } });
  }
  return [...counted.values()];
}

const secondsSince = (at: Date): number => Math.max(0, (Date.now() - at.getTime()) / 1000);
