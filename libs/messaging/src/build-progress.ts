import type { ClientBase, Pool } from 'pg';
import type { EndOffsets } from './end-offsets.js';
import { sleep } from './transport/sleep.js';

/** A build that is no further behind is waited for while the live one is held; in events of the producers' logs. */
const NEAR = 1_000;
const PATIENCE_MS = 2_000;
const LOOK_EVERY_MS = 20;

const LAG = `SELECT b.topic, b.partition, b.next_offset AS next,
    CASE WHEN l.epoch <> b.epoch THEN 'Infinity'::float8
      WHEN l.slice IS NOT NULL THEN greatest(l.high_water - b.high_water, 0) END AS behind
  FROM checkpoint b LEFT JOIN checkpoint l ON (l.slice, l.topic, l.partition) = ($2, b.topic, b.partition) WHERE b.slice = $1`;
const HOLD = 'SELECT FROM checkpoint WHERE slice = $1 ORDER BY topic, partition FOR UPDATE';

/** Whether it has read so far everywhere. */
export async function hasReadTo(pool: Pool, build: string, ends: EndOffsets): Promise<boolean> {
  const { rows } = await pool.query<{ place: string; next: string }>(
    `SELECT topic || '/' || partition AS place, next_offset AS next FROM checkpoint WHERE slice = $1`,
    [build],
  );
  return rows.length > 0 && rows.every(({ place, next }) => Number(next) >= (ends.get(place) ?? 0));
}

/** Whether another process has dropped it. */
export async function wasDropped(pool: Pool, build: string): Promise<boolean> {
  const sql = `SELECT FROM projection WHERE table_name = $1 AND state = 'retired'`;
  return (await pool.query(sql, [build])).rowCount === 1;
}

/**
 * Whether a build has read all that the live one has; of topics that the live one does not read, all up to these ends. Not while it reads
 * another log than the live one, of which there may be a part only. In the caller's transaction, which keeps the live one where it stands.
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
  // The build goes on meanwhile, and the live one does not: under whatever load it comes up with it.
  const until = performance.now() + PATIENCE_MS;
  while ((await lag()) > 0) {
    if (performance.now() > until) return false;
    await sleep(LOOK_EVERY_MS);
  }
  return true;
}

const ABANDONED = `SELECT FROM projection WHERE table_name = $1 AND since < clock_timestamp() - interval '1 minute'
  AND NOT EXISTS (SELECT FROM checkpoint WHERE slice = $1 AND moved_at > clock_timestamp() - interval '1 minute')
  AND pg_try_advisory_xact_lock(hashtext('index'), hashtext($1))`;

/** Nobody fills it or makes its indexes: who wanted it is gone. */
export async function isAbandoned(client: ClientBase, { table }: { table: string }): Promise<boolean> {
  return (await client.query(ABANDONED, [table])).rowCount === 1;
}
