import { EVENT_NAMES, eventsOn } from '@ckm/contracts';
import { type Broken, type Database, MAX_BROKEN, type Promised, promised, promisedOfAll } from '@ckm/event-store';
import { partitionsOf } from './checkpoint.js';
import { headerText } from './parking.js';
import { OWN_LOG, type Slice } from './slice.js';
import { sleep } from './transport/sleep.js';
import type { LaneStatus, RoadStatus, SliceStatus } from './status.js';

/** Events may wait so long on a busy day; after that a lane or a slice counts as stuck. */
const STUCK_AFTER_SECONDS = 60;
const SECOND_LOOK_MS = 3_000;

/** How far a slice has applied a partition. */
export interface Applied {
  slice: string;
  topic: string;
  partition: number;
  /** The epoch of the producer's log; null before the first message. */
  epoch: string | null;
  /** The last sequence of that log that was applied. */
  highWater: number;
}

const CHECKPOINTS = `SELECT slice, topic, partition, epoch, high_water::float8 AS "highWater" FROM checkpoint ORDER BY slice, topic, partition`;
const PARKED = `SELECT headers ->> 'ce_tenantid' AS "tenantId", headers ->> 'ce_subject' AS "streamId",
    substring(${headerText('ce_sequence')} FROM '^\\d{20}$')::float8 AS position,
    format('%s waits at %s/%s %s: %s', array_to_string(slices, ', '), topic, partition, "offset", cause) AS detail
  FROM parked ORDER BY id LIMIT ${MAX_BROKEN}`;
const LOST = `SELECT tenant_id AS "tenantId", format('the record at %s/%s %s is not kept: %s', topic, partition, "offset", code) AS detail
  FROM quarantine WHERE octet_length(sealed) = 0 AND lapsed_at IS NULL ORDER BY received_at LIMIT ${MAX_BROKEN}`;
/** Counted in the database, for there may be millions. */
const ASIDE = `SELECT (SELECT count(*) FROM parked)::float8 AS parked, (SELECT count(*) FROM quarantine)::float8 AS quarantined`;
/** The first event of these types behind a position. */
const FIRST_BEHIND = `SELECT tenant_id AS "tenantId", stream_id AS "streamId", position::float8 AS position FROM events
  WHERE position > $1 AND type = ANY ($2) ORDER BY position LIMIT 1`;

const checkpointsIn = async ({ writer }: Database): Promise<Applied[]> =>
  (await writer.query<Applied>(CHECKPOINTS)).rows;

/** How far this service has applied other services' logs and its own; without what nothing was applied of. */
export const appliedBy = async (database: Database): Promise<Applied[]> =>
  (await checkpointsIn(database)).filter(({ highWater }) => highWater > 0);

/**
 * Checks that every event is published or about to be, every topic is read, no partition waits because of a fault, nothing is parked, and
 * quarantined records are kept.
 * @param slices all that this service runs
 */
export async function verifyRoad(
  database: Database,
  status: () => Promise<RoadStatus>,
  slices: Slice[],
): Promise<Promised[]> {
  const { writer } = database;
  const { lanes, consumers, alarms } = await confirmed(status);
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

/**
 * The status, read a second time three seconds later if a slice seems stuck: after a long pause the message that has just come seems to have
 * waited for all of it. A slice that moved in between is not stuck.
 */
async function confirmed(status: () => Promise<RoadStatus>): Promise<RoadStatus> {
  const { consumers: before, ...first } = await status();
  if (!before.some(isStuckSlice)) return { ...first, consumers: before };
  await sleep(SECOND_LOOK_MS);
  const second = await status();
  const goesOn = (now: SliceStatus): boolean =>
    before.some(one => one.slice === now.slice && one.topic === now.topic && one.checkpoint < now.checkpoint);
  return { ...second, consumers: second.consumers.map(now => (goesOn(now) ? { ...now, lagSeconds: 0 } : now)) };
}

/** Decodes the headers; a message that is none of ours may have no tenant and no stream. */
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

/** Partitions without a checkpoint that could be claimed: nobody applies them. */
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

/** The position of the slowest slice that reads the partition of an alarm. */
function standingAt(alarm: string, checkpoints: Applied[]): Pick<Broken, 'position'> {
  const there = checkpoints.filter(({ topic, partition }) => alarm.endsWith(` ${topic}/${partition}`));
  return there.length > 0 ? { position: Math.min(...there.map(({ highWater }) => highWater)) } : {};
}

/** Of any bytes: those that are not UTF-8 become replacement characters. */
const textOf = (base64: string): string => Buffer.from(base64, 'base64').toString();
