import type { RoadStatus } from '@ckm/messaging';
import { gauge } from '@ckm/telemetry';

interface Value {
  value: number;
  labels: Record<string, string>;
}

const alone = (value: number): Value[] => [{ value, labels: {} }];

/** What operators watch: how far behind the road is, and what was put aside. */
const GAUGES: [name: string, description: string, read: (status: RoadStatus) => Value[]][] = [
  [
    'ckm_lane_lag_events',
    'Events of the log that are not published yet',
    ({ lanes }) => lanes.map(({ topic, lagEvents }) => ({ value: lagEvents, labels: { topic } })),
  ],
  [
    'ckm_consumer_lag_events',
    'Messages that are not read yet',
    ({ consumers }) => consumers.map(({ slice, topic, lagEvents }) => ({ value: lagEvents, labels: { slice, topic } })),
  ],
  ['ckm_parked', 'Messages put aside because they cannot be handled', ({ parked }) => alone(parked)],
  ['ckm_quarantined', 'Records of upstream systems that cannot be read', ({ quarantined }) => alone(quarantined)],
  ['ckm_alarms', 'Partitions that wait for somebody', ({ alarms }) => alone(alarms.length)],
];

/** Looked up when somebody asks; nothing while the status cannot be told. */
export function measure(status: () => Promise<RoadStatus>): void {
  for (const [name, description, read] of GAUGES) gauge(name, description, () => status().then(read, () => []));
}
