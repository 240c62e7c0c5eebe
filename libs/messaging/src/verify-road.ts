import { type Broken, type Database, type Promised, promised } from '@ckm/event-store';
import type { LaneStatus, RoadStatus, SliceStatus } from './status.js';

/** So long something may wait on a busy day; what waits longer is stuck. */
const STUCK_AFTER_SECONDS = 60;

/** How far a partition was applied, in the producer's own count. */
export interface Applied {
  slice: string;
  topic: string;
  partition: number;
  /** The producer's log; null before its first message. */
  epoch: string | null;
  highWater: number;
}

const APPLIED = `SELECT slice, topic, partition, epoch, high_water::float8 AS "highWater" FROM checkpoint
  WHERE high_water > 0 ORDER BY slice, topic, partition`;
const PARKED = `SELECT convert_from(decode(headers ->> 'ce_tenantid', 'base64'), 'UTF8') AS "tenantId",
    convert_from(decode(headers ->> 'ce_subject', 'base64'), 'UTF8') AS "streamId",
    format('%s waits at %s/%s %s: %s', array_to_string(slices, ', '), topic, partition, "offset", cause) AS detail
  FROM parked ORDER BY id`;
const QUARANTINED = `SELECT tenant_id AS "tenantId", octet_length(sealed) > 0 OR lapsed_at IS NOT NULL AS "isKept",
    format('the record at %s/%s %s is not kept: %s', topic, partition, "offset", code) AS detail
  FROM quarantine ORDER BY received_at`;

export const appliedBy = async ({ writer }: Database): Promise<Applied[]> =>
  (await writer.query<Applied>(APPLIED)).rows;

/** What a service promises of its road: everything is sent and read, or on its way, and nothing is lost aside. */
export async function verifyRoad({ writer }: Database, status: RoadStatus): Promise<Promised[]> {
  const { lanes, consumers, alarms } = status;
  const parked = (await writer.query<Broken>(PARKED)).rows.map(named);
  const quarantined = (await writer.query<Broken & { isKept: boolean }>(QUARANTINED)).rows;
  return [
    promised('every event is sent, or on its way', lanes.length, lanes.flatMap(stuckLane)),
    promised('every topic is read, or being read', consumers.length, consumers.flatMap(stuckSlice)),
    promised(
      'no partition waits for somebody',
      consumers.length,
      alarms.map(detail => ({ detail })),
    ),
    promised('nothing is parked', parked.length, parked),
    promised(
      'what lies in quarantine is kept as it came',
      quarantined.length,
      quarantined.filter(({ isKept }) => !isKept).map(({ tenantId, detail }) => ({ tenantId, detail })),
    ),
  ];
}

/** A stray has neither. */
const named = ({ tenantId, streamId, detail }: Broken): Broken => ({
  ...(tenantId && { tenantId }),
  ...(streamId && { streamId }),
  detail,
});

function stuckLane({ topic, lagEvents, lagSeconds, failure, checkpoint }: LaneStatus): Broken[] {
  if (lagEvents === 0 || (failure === null && lagSeconds <= STUCK_AFTER_SECONDS)) return [];
  const why = failure === null ? '' : `: ${failure}`;
  return [{ position: checkpoint + 1, detail: `${topic}: ${lagEvents} events wait for ${lagSeconds} s${why}` }];
}

function stuckSlice({ slice, topic, lagEvents, lagSeconds }: SliceStatus): Broken[] {
  if (lagEvents === 0 || lagSeconds <= STUCK_AFTER_SECONDS) return [];
  return [{ detail: `${slice} has not read ${lagEvents} messages of ${topic} for ${lagSeconds} s` }];
}
