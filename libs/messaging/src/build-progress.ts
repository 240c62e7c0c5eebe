import type { ClientBase, Pool } from 'pg';
import type { EndOffsets } from './end-offsets.js';
import { sleep } from './transport/sleep.js';

/** Events of the producers' logs that a build may be behind the live one when the live one is stopped to let it catch up. */
const NEAR = 1_000;
const MAX_WAIT_MS = 2_000;
const LOOK_EVERY_MS = 20;

const LAG = `SELECT b.topic, b.partition, b.next_offset AS next,
    CASE WHEN l.epoch <> b.epoch THEN 'Infinity'::float8
      WHEN l.slice IS NOT NULL THEN greatest(l.high_water - b.high_water, 0) END AS behind
  FROM checkpoint b LEFT JOIN checkpoint l ON (l.slice, l.topic, l.partition) = ($2, b.topic, b.partition) WHERE b.slice = $1`;
const HOLD = 'SELECT FROM checkpoint WHERE slice = $1 ORDER BY topic, partition FOR UPDATE';

/** Whether a build has read every partition up to these end offsets. */
export async function hasReadTo(pool: Pool, build: string, ends: EndOffsets): Promise<boolean> {
  const { rows } = await pool.query<{ place: string; next: string }>(
    `SELECT topic || '/' || partition AS place, next_offset AS next FROM checkpoint WHERE slice = $1`,
    [build],
  );
  return rows.length > 0 && rows.every(({ place, next }) => Number(next) >= (ends.get(place) ?? 0));
}

/** Whether another process has dropped the build. */
export async function wasDropped(pool: Pool, build: string): Promise<boolean> {
  const sql = `SELECT FROM projection WHERE table_name = $1 AND state = 'retired'`;
  return (await pool.query(sql, [build])).rowCount === 1;
}

/**
 * Whether a build has read all that the live one has, and topics that the live one does not read up to these end offsets. False while a
 * partition's log (epoch) is another one than the live one's, because the topic may hold only a part of it. Locks the checkpoints of the live
 * one until the caller's transaction ends, so that it stays where it is.
 */
export async function standsWhereLiveStands(
  client: ClientBase,
  { build, live }: { build: string; live: string },
  ends: EndOffsets,
): Promise<boolean> {
  const lag = async (): Promise<number> => {
    const { rows } = await client.query<Record<string, string | null>>(LAG, [build, live]);
    return Math.max(
      0,
      ...rows.map(({ topic, partition, next, behind }) =>
        Number(behind ?? (ends.get(`${topic}/${partition}`) ?? 0) - Number(next)),
      ),
    );
  };
  if ((await lag()) > NEAR) return false;
  await client.query(HOLD, [live]);
  // The build goes on reading while the live one cannot: it catches up under any load.
  const until = performance.now() + MAX_WAIT_MS;
  while ((await lag()) > 0) {
    if (performance.now() > until) return false;
    await sleep(LOOK_EVERY_MS);
  }
  return true;
}

const ABANDONED = `SELECT FROM projection WHERE table_name = $1 AND since < clock_timestamp() - interval '1 minute'
  AND NOT EXISTS (SELECT FROM checkpoint WHERE slice = $1 AND moved_at > clock_timestamp() - interval '1 minute')
  AND pg_try_advisory_xact_lock(hashtext('index'), hashtext($1))`;

/** Whether for a minute no process has filled a build, and none makes its indexes. */
export async function isAbandoned(client: ClientBase, { table }: { table: string }): Promise<boolean> {
  return (await client.query(ABANDONED, [table])).rowCount === 1;
}
