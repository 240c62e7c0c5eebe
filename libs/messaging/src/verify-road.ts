import { EVENT_NAMES, eventsOn } from '@ckm/contracts';
import { type Broken, type Database, MAX_BROKEN, type Promised, promised, promisedOfAll } from '@ckm/event-store';
import { partitionsOf } from './checkpoint.js';
import { headerText } from './parking.js';
import { OWN_LOG, type Slice } from './slice.js';
import { sleep } from './transport/sleep.js';
import type { LaneStatus, RoadStatus, SliceStatus } from './status.js';

/** So long something may wait on a busy day; what waits longer is stuck. */
const STUCK_AFTER_SECONDS = 60;
const SECOND_LOOK_MS = 3_000;

/** How far a partition was applied, in the producer's own count. */
export interface Applied {
  slice: string;
  topic: string;
  partition: number;
  /** The producer's log; null before its first message. */
  epoch: string | null;
  highWater: number;
}

const CHECKPOINTS = `SELECT slice, topic, partition, epoch, high_water::float8 AS "highWater" FROM checkpoint ORDER BY slice, topic, partition`;
const PARKED = `SELECT headers ->> 'ce_tenantid' AS "tenantId", headers ->> 'ce_subject' AS "streamId",
    substring(${headerText('ce_sequence')} FROM '^\\d{20}$')::float8 AS position,
    format('%s waits at %s/%s %s: %s', array_to_string(slices, ', '), topic, partition, "offset", cause) AS detail
  FROM parked ORDER BY id LIMIT ${MAX_BROKEN}`;
const LOST = `SELECT tenant_id AS "tenantId", format('the record at %s/%s %s is not kept: %s', topic, partition, "offset", code) AS detail
  FROM quarantine WHERE octet_length(sealed) = 0 AND lapsed_at IS NULL ORDER BY received_at LIMIT ${MAX_BROKEN}`;
/** There may be millions of them. */
const ASIDE = `SELECT (SELECT count(*) FROM parked)::float8 AS parked, (SELECT count(*) FROM quarantine)::float8 AS quarantined`;
/** Of these events, the first behind a position. */
const FIRST_BEHIND = `SELECT tenant_id AS "tenantId", stream_id AS "streamId", position::float8 AS position FROM events
  WHERE position > $1 AND type = ANY ($2) ORDER BY position LIMIT 1`;

const checkpointsIn = async ({ writer }: Database): Promise<Applied[]> =>
  (await writer.query<Applied>(CHECKPOINTS)).rows;

export const appliedBy = async (database: Database): Promise<Applied[]> =>
  (await checkpointsIn(database)).filter(({ highWater }) => highWater > 0);

/**
 * What a service promises of its road: everything is sent and read, or on its way, and nothing is lost aside.
 * @param slices those that this service runs
 */
export async function verifyRoad(
  database: Database,
  status: () => Promise<RoadStatus>,
  slices: Slice[],
): Promise<Promised[]> {
  const { writer } = database;
  const { lanes, consumers, alarms } = await lookedAtTwice(status);
  const checkpoints = await checkpointsIn(database);
  const parked = (await writer.query<Broken>(PARKED)).rows.map(named);
  const { rows: lost } = await writer.query<Broken>(LOST);
  const { rows: aside } = await writer.query<{ parked: number; quarantined: number }>(ASIDE);
  const firstBehind = async (position: number, types: string[]): Promise<Omit<Broken, 'detail'>> =>
    (await writer.query<Broken>(FIRST_BEHIND, [position, types])).rows[0] ?? { position: position + 1 };
  const unsent = lanes.filter(isStuckLane).map(async lane => ({
    ...(await firstBehind(lane.checkpoint, eventsOn(lane.topic))),
    detail: `${lane.topic}: ${lane.lagEvents} events wait for ${lane.lagSeconds} s${because(lane.failure)}`,
  }));
  const unread = consumers.filter(isStuckSlice).map(async slice => ({
    ...(slice.topic === OWN_LOG ? await firstBehind(positionOf(slice), EVENT_NAMES) : { position: positionOf(slice) }),
    detail: `${slice.slice} has not read ${slice.lagEvents} messages of ${placeOf(slice)} for ${slice.lagSeconds} s`,
  }));
  return [
    promisedOfAll('every event is sent, or on its way', lanes.length, await Promise.all(unsent)),
    promisedOfAll('every topic is read, or being read', consumers.length, [
      ...(await Promise.all(unread)),
      ...unclaimed(slices, checkpoints),
    ]),
    promised(
      'no partition waits for somebody',
      consumers.length,
      alarms.map(alarm => ({ ...standingAt(alarm, checkpoints), detail: alarm })),
    ),
    promised('nothing is parked', aside[0]!.parked, parked),
    promised('what lies in quarantine is kept as it came', aside[0]!.quarantined, lost),
  ];
}

/** Where nothing came for long, what has just come seems to have waited as long: whoever goes on is not stuck. */
async function lookedAtTwice(status: () => Promise<RoadStatus>): Promise<RoadStatus> {
  const { consumers: before, ...first } = await status();
  if (!before.some(isStuckSlice)) return { ...first, consumers: before };
  await sleep(SECOND_LOOK_MS);
  const second = await status();
  const goesOn = (now: SliceStatus): boolean =>
    before.some(one => one.slice === now.slice && one.topic === now.topic && one.checkpoint < now.checkpoint);
  return { ...second, consumers: second.consumers.map(now => (goesOn(now) ? { ...now, lagSeconds: 0 } : now)) };
}

/** A stray has neither of them. */
const named = ({ tenantId, streamId, position, detail }: Broken): Broken => ({
  ...(tenantId && { tenantId: textOf(tenantId) }),
  ...(streamId && { streamId: textOf(streamId) }),
  ...(position && { position }),
  detail,
});

const isStuckLane = ({ lagEvents, lagSeconds, failure }: LaneStatus): boolean =>
  lagEvents > 0 && (failure !== null || lagSeconds > STUCK_AFTER_SECONDS);

const isStuckSlice = ({ lagEvents, lagSeconds }: SliceStatus): boolean =>
  lagEvents > 0 && lagSeconds > STUCK_AFTER_SECONDS;

const because = (failure: string | null): string => (failure === null ? '' : `: ${failure}`);

const positionOf = ({ waitsAt }: SliceStatus): number => waitsAt?.position ?? 0;

const placeOf = ({ topic, waitsAt }: SliceStatus): string => (waitsAt ? `${topic}/${waitsAt.partition}` : topic);

/** Nobody may act where there is no checkpoint to claim. */
function unclaimed(slices: Slice[], checkpoints: Applied[]): Broken[] {
  const there = new Set(checkpoints.map(({ slice, topic, partition }) => `${slice} ${topic}/${partition}`));
  return slices.flatMap(({ name, topics }) =>
    topics
      .flatMap(partitionsOf)
      .filter(({ topic, partition }) => !there.has(`${name} ${topic}/${partition}`))
      .map(({ topic, partition }) => ({
        detail: `${name} has no checkpoint of ${topic}/${partition}: nobody reads it`,
      })),
  );
}

/** Where the slowest stands that reads the partition of an alarm. */
function standingAt(alarm: string, checkpoints: Applied[]): Pick<Broken, 'position'> {
  const there = checkpoints.filter(({ topic, partition }) => alarm.endsWith(` ${topic}/${partition}`));
  return there.length > 0 ? { position: Math.min(...there.map(({ highWater }) => highWater)) } : {};
}

/** Whatever bytes a stray has there. */
const textOf = (base64: string): string => Buffer.from(base64, 'base64').toString();
