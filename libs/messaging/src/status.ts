import type { ServiceName } from '@ckm/contracts';
import type { Database } from '@ckm/event-store';
import { OWN_LOG } from './slice.js';
import type { Transport } from './transport/transport.js';

export interface LaneStatus {
  topic: string;
  /** The log's newest position, and how far it was published. */
  head: number;
  checkpoint: number;
  lagEvents: number;
  /** Age of the oldest event that waits; 0 when none does. */
  lagSeconds: number;
  failure: string | null;
}

export interface SliceStatus {
  slice: string;
  topic: string;
  /** Messages on the topic, and how many of them were read; sums over the partitions. */
  head: number;
  checkpoint: number;
  lagEvents: number;
  /** Seconds since a partition that is behind last moved; 0 when none is. */
  lagSeconds: number;
}

export interface RoadStatus {
  service: ServiceName;
  head: number;
  lanes: LaneStatus[];
  consumers: SliceStatus[];
  parked: number;
  quarantined: number;
  alarms: string[];
}

const HEAD = 'SELECT coalesce(max(position), 0) AS head FROM events';
const LANES = `SELECT l.topic, l.position AS checkpoint, l.failure, extract(epoch FROM clock_timestamp() - e.recorded_at) AS waits
  FROM lane l LEFT JOIN events e ON e.position = l.position + 1 ORDER BY l.topic`;
const CHECKPOINTS = `SELECT slice, topic, partition, next_offset AS next, extract(epoch FROM clock_timestamp() - moved_at) AS rested
  FROM checkpoint WHERE slice NOT IN (SELECT format('%s_v%s_%s', name, version, build) FROM projection WHERE state = 'retired')
  ORDER BY slice, topic, partition`;
const ASIDE = 'SELECT (SELECT count(*) FROM parked) AS parked, (SELECT count(*) FROM quarantine) AS quarantined';

type Numbers = Record<string, string>;

/** Counted from rows, never from counters in memory. */
export async function roadStatus(
  service: ServiceName,
  { database, transport, alarms }: { database: Database; transport: Transport; alarms: string[] },
): Promise<RoadStatus> {
  const ask = async (sql: string): Promise<Numbers[]> => (await database.writer.query<Numbers>(sql)).rows;
  const [[head], lanes, checkpoints, [aside]] = await Promise.all([
    ask(HEAD),
    ask(LANES),
    ask(CHECKPOINTS),
    ask(ASIDE),
  ]);
  const logHead = Number(head?.head);
  const topics = [...new Set(checkpoints.map(row => String(row.topic)))].filter(topic => topic !== OWN_LOG);
  const ends = await endsOf(transport, topics).catch(() => null);
  return {
    service,
    head: logHead,
    lanes: lanes.map(row => ({
      topic: String(row.topic),
      head: logHead,
      checkpoint: Number(row.checkpoint),
      lagEvents: logHead - Number(row.checkpoint),
      lagSeconds: seconds(row.waits),
      failure: row.failure ?? null,
    })),
    consumers: consumersOf(checkpoints, new Map([...(ends ?? []), [`${OWN_LOG}/0`, logHead]])),
    parked: Number(aside?.parked),
    quarantined: Number(aside?.quarantined),
    // Without the transport's answer nobody knows how far its readers are behind.
    alarms: ends === null ? [...alarms, 'transport-unreachable'] : alarms,
  };
}

/** `topic/partition` → one past the last offset. */
async function endsOf(transport: Transport, topics: string[]): Promise<Map<string, number>> {
  const ends = new Map<string, number>();
  for (const topic of topics)
    for (const { partition, end } of await transport.bounds(topic)) ends.set(`${topic}/${partition}`, Number(end));
  return ends;
}

function consumersOf(checkpoints: Numbers[], ends: Map<string, number>): SliceStatus[] {
  const sums = new Map<string, SliceStatus>();
  for (const row of checkpoints) {
    const [slice, topic] = [String(row.slice), String(row.topic)];
    const sum = sums.get(`${slice} ${topic}`) ?? { slice, topic, head: 0, checkpoint: 0, lagEvents: 0, lagSeconds: 0 };
    const end = ends.get(`${topic}/${row.partition}`) ?? Number(row.next);
    const behind = Math.max(end - Number(row.next), 0);
    sum.head += end;
    sum.checkpoint += Number(row.next);
    sum.lagEvents += behind;
    if (behind > 0) sum.lagSeconds = Math.max(sum.lagSeconds, seconds(row.rested));
    sums.set(`${slice} ${topic}`, sum);
  }
  return [...sums.values()];
}

const seconds = (value: string | null | undefined): number => Math.max(0, Math.round(Number(value ?? 0) * 1000) / 1000);
