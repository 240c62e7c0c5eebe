import type { ServiceName } from '@ckm/contracts';
import type { Database, EventStore } from '@ckm/event-store';
import { type EndOffsets, endOffsetsOf } from './end-offsets.js';
import { OWN_LOG } from './slice.js';
import { sleep } from './transport/sleep.js';
import type { Transport } from './transport/transport.js';

export interface LaneStatus {
  topic: string;
  /** The newest position of the log, and the position up to which it is published. */
  head: number;
  checkpoint: number;
  /** Their difference; events of other topics count as well. */
  lagEvents: number;
  /** Age of the oldest event that is not published; 0 when none is. */
  lagSeconds: number;
  /** Why the lane has stopped; null while it has not. */
  failure: string | null;
}

export interface SliceStatus {
  slice: string;
  topic: string;
  /** Sums over the partitions: end offsets, and next offsets to read. */
  head: number;
  checkpoint: number;
  lagEvents: number;
  /** How long the partition in `waitsAt` has not moved; 0 when none is behind. */
  lagSeconds: number;
  /** Of the partitions that are behind, the one that has not moved for longest, and the last sequence applied of it. */
  waitsAt: { partition: number; position: number } | null;
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

const LANES = `SELECT l.topic, l.position AS checkpoint, l.failure, extract(epoch FROM clock_timestamp() - e.recorded_at) AS waits
  FROM lane l LEFT JOIN events e ON e.position = l.position + 1 ORDER BY l.topic`;
const CHECKPOINTS = `SELECT slice, topic, partition, next_offset AS next, high_water AS position, extract(epoch FROM clock_timestamp() - moved_at) AS rested
  FROM checkpoint ORDER BY slice, topic, partition`;
const ASIDE =
  'SELECT (SELECT count(*) FROM parked) AS parked, (SELECT count(*) FROM quarantine WHERE lapsed_at IS NULL) AS quarantined';

/** Less than a scrape or the console waits, so that everything else is shown while the broker is away. */
const PATIENCE_MS = 3_000;

/** bigint and numeric come as strings. */
interface LaneRow {
  topic: string;
  checkpoint: string;
  failure: string | null;
  waits: string | null;
}

interface CheckpointRow {
  slice: string;
  topic: string;
  partition: number;
  next: string;
  position: string;
  rested: string;
}

interface AsideRow {
  parked: string;
  quarantined: string;
}

export interface StatusParts {
  database: Database;
  store: EventStore;
  transport: Transport;
  alarms: string[];
  /** How long the transport may take to answer. Default 3,000. */
  patienceMs?: number;
}

/** Lanes, consumers, parked and quarantined messages: counted from rows, never from counters in memory. */
export async function roadStatus(service: ServiceName, parts: StatusParts): Promise<RoadStatus> {
  const { store, alarms } = parts;
  const { writer } = parts.database;
  const [head, { rows: lanes }, { rows: checkpoints }, { rows: aside }] = await Promise.all([
    store.head(),
    writer.query<LaneRow>(LANES),
    writer.query<CheckpointRow>(CHECKPOINTS),
    writer.query<AsideRow>(ASIDE),
  ]);
  const logHead = Number(head);
  const ends = await endsSoon(checkpoints, parts);
  return {
    service,
    head: logHead,
    lanes: lanes.map(row => ({
      topic: row.topic,
      head: logHead,
      checkpoint: Number(row.checkpoint),
      lagEvents: logHead - Number(row.checkpoint),
      lagSeconds: seconds(row.waits),
      failure: row.failure,
    })),
    consumers: consumersOf(checkpoints, ends ?? new Map([[`${OWN_LOG}/0`, logHead]])),
    parked: Number(aside[0]?.parked),
    quarantined: Number(aside[0]?.quarantined),
    // Without the transport's answer the consumers' lag is unknown.
    alarms: ends === null ? [...alarms, 'transport-unreachable'] : alarms,
  };
}

/** End offsets; null when the transport refuses, or does not answer in time. */
async function endsSoon(checkpoints: CheckpointRow[], parts: StatusParts): Promise<EndOffsets | null> {
  const answered = new AbortController();
  const topics = checkpoints.map(row => row.topic);
  const ends = underWay.get(parts.transport) ?? ask(topics, parts);
  const enough = sleep(parts.patienceMs ?? PATIENCE_MS, answered.signal).then(() => null);
  return Promise.race([ends, enough]).finally(() => answered.abort());
}

/** One question at a time for each transport: callers who come meanwhile share its answer, so that none queue up at a broker that is away. */
const underWay = new WeakMap<Transport, Promise<EndOffsets | null>>();

function ask(topics: string[], parts: StatusParts): Promise<EndOffsets | null> {
  const { transport } = parts;
  const ends = endOffsetsOf(topics, parts)
    .catch(() => null)
    .finally(() => underWay.delete(transport));
  underWay.set(transport, ends);
  return ends;
}

const NOTHING = { head: 0, checkpoint: 0, lagEvents: 0, lagSeconds: 0, waitsAt: null };

function consumersOf(checkpoints: CheckpointRow[], ends: EndOffsets): SliceStatus[] {
  const sums = new Map<string, SliceStatus>();
  for (const row of checkpoints) {
    const { slice, topic, partition } = row;
    const sum = sums.get(`${slice} ${topic}`) ?? { slice, topic, ...NOTHING };
    const end = ends.get(`${topic}/${partition}`) ?? Number(row.next);
    const behind = Math.max(end - Number(row.next), 0);
    sum.head += end;
    sum.checkpoint += Number(row.next);
    sum.lagEvents += behind;
    if (behind > 0 && (sum.waitsAt === null || seconds(row.rested) > sum.lagSeconds)) {
      sum.lagSeconds = seconds(row.rested);
      sum.waitsAt = { partition, position: Number(row.position) };
    }
    sums.set(`${slice} ${topic}`, sum);
  }
  return [...sums.values()];
}

const seconds = (value: string | null): number => Math.max(0, Math.round(Number(value ?? 0) * 1000) / 1000);
