import { inTransaction } from '@ckm/event-store';
import type { Pool } from 'pg';
import { headerText } from './parking.js';
import { OWN_LOG } from './slice.js';
import type { Transport } from './transport/transport.js';

/**
 * From here on it is another log: sequences of the former one are nobody's business any more. It is published from its first event, onto
 * topics that hold nothing else. Own readers know of the log what it holds itself, and go on. Broken off in between it is to be done again.
 * @param owner connections of the role that owns the tables
 * @returns the epoch
 */
export async function beginEpoch(topics: string[], owner: Pool, transport: Transport): Promise<string> {
  const epoch = await inTransaction(owner, async client => {
    const { rows } = await client.query<{ epoch: string }>(
      'UPDATE log_epoch SET epoch = gen_random_uuid() RETURNING epoch',
    );
    await client.query('UPDATE checkpoint SET epoch = $1 WHERE topic = $2 AND epoch IS NOT NULL', [
      rows[0]!.epoch,
      OWN_LOG,
    ]);
    // Nobody publishes what would be emptied away.
    await client.query(`UPDATE lane SET position = 0, last_sequences = '{}', ends = '{}', generation = generation + 1,
      owner = 'restored', expires_at = now() + interval '5 minutes'`);
    return rows[0]!.epoch;
  });
  // Only now: a log that has its old name beside empty topics would look as if nothing had happened.
  for (const topic of topics) await transport.empty(topic);
  await owner.query(`UPDATE lane SET expires_at = now() WHERE owner = 'restored'`);
  return epoch;
}

/**
 * @param topics of the producer
 * @returns the slices that know another log of it than this
 */
export async function readersOfOtherLogs(pool: Pool, topics: string[], epoch: string): Promise<string[]> {
  const { rows } = await pool.query<{ slice: string }>(
    'SELECT DISTINCT slice FROM checkpoint WHERE topic = ANY($1) AND epoch <> $2',
    [topics, epoch],
  );
  return rows.map(row => row.slice);
}

/**
 * What is known of other logs of a producer counts no more, and what is parked of them comes again if it is still there: everything is read
 * from the first event, and what was made of it is found made.
 */
export async function readFromTheFirst(pool: Pool, topics: string[], epoch: string): Promise<void> {
  await inTransaction(pool, async client => {
    await client.query(
      `UPDATE checkpoint SET epoch = NULL, high_water = 0, next_offset = 0, moved_at = clock_timestamp()
       WHERE topic = ANY($1) AND epoch <> $2`,
      [topics, epoch],
    );
    await client.query(`DELETE FROM parked WHERE topic = ANY($1) AND ${headerText('ce_logepoch')} <> $2::uuid::text`, [
      topics,
      epoch,
    ]);
  });
}
