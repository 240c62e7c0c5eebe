import { inTransaction } from '@ckm/event-store';
import type { Pool } from 'pg';
import { headerText } from './parking.js';
import { OWN_LOG } from './slice.js';
import type { Transport } from './transport/transport.js';

/**
 * Gives the log a new epoch: to other services it is another log from now on, whose sequences cannot be confused with those of the former
 * one. The topics are emptied, and the log is published from its first event. The service's own slices have read what the log holds, and go
 * on. If it fails half-way it must be run again.
 * @param owner connections in the role that owns the tables
 * @returns the new epoch, a UUID
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
    // The lease keeps relays from publishing what would be deleted below.
    await client.query(`UPDATE lane SET position = 0, last_sequences = '{}', ends = '{}', generation = generation + 1,
      owner = 'restored', expires_at = now() + interval '5 minutes'`);
    return rows[0]!.epoch;
  });
  // Only now: with its old epoch and empty topics the log would look as if nothing had happened.
  for (const topic of topics) await transport.empty(topic);
  await owner.query(`UPDATE lane SET expires_at = now() WHERE owner = 'restored'`);
  return epoch;
}

/**
 * The slices that have read another log of a producer than the one of this epoch.
 * @param topics all that the producer has
 */
export async function readersOfOtherLogs(pool: Pool, topics: string[], epoch: string): Promise<string[]> {
  const { rows } = await pool.query<{ slice: string }>(
    'SELECT DISTINCT slice FROM checkpoint WHERE topic = ANY($1) AND epoch <> $2',
    [topics, epoch],
  );
  return rows.map(row => row.slice);
}

/**
 * Makes slices read a producer's log of this epoch from its first event, and forget how far they had read other logs of it. Parked messages
 * of those are deleted: events that still exist come again. Effects that were already there are recognised as duplicates.
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
