import { prepared } from '@ckm/event-store';
import type { Pool } from 'pg';
import { reasonOf } from './reason.js';

/** After so long without renewal another process may take the lane over. */
const LEASE_SECONDS = 15;
const RENEW_MS = 5_000;

/** How far one topic was published, and the lease on publishing it. */
export interface Lane {
  topic: string;
  generation: string;
  /** Everything up to here is on the topic. */
  position: bigint;
  /** Per partition, the last sequence published. */
  lastSequences: bigint[];
  /** Per partition, the end offset after our last publish. */
  ends: bigint[];
}

type Row = { topic: string; generation: string; position: string; last_sequences: string[]; ends: string[] };

// On another transport the lane begins at the first event; consumers drop what they know by its sequence.
const CLAIM = `
  INSERT INTO lane AS l (topic, transport, owner, generation, expires_at) VALUES ($1, $3, $2, 1, now() + $4 * interval '1 second')
  ON CONFLICT (topic) DO UPDATE SET owner = $2, generation = l.generation + 1, expires_at = excluded.expires_at, transport = $3,
    position = CASE WHEN l.transport = $3 THEN l.position ELSE 0 END,
    last_sequences = CASE WHEN l.transport = $3 THEN l.last_sequences ELSE '{}' END,
    ends = CASE WHEN l.transport = $3 THEN l.ends ELSE '{}' END
  WHERE l.owner = $2 OR l.expires_at < now()
  RETURNING topic, generation, position, last_sequences, ends`;

const MOVE = `
  UPDATE lane SET position = $3, last_sequences = $4, ends = $5, expires_at = now() + $6 * interval '1 second', moved_at = now(), failure = NULL
  WHERE topic = $1 AND generation = $2`;

const RENEW = `UPDATE lane SET expires_at = now() + $3 * interval '1 second' WHERE topic = $1 AND generation = $2`;

/** Takes the lease by compare-and-set: null while another process holds it. */
export async function claimLane(
  pool: Pool,
  claim: { topic: string; owner: string; transport: string },
): Promise<Lane | null> {
  const { rows } = await pool.query<Row>(prepared(CLAIM, [claim.topic, claim.owner, claim.transport, LEASE_SECONDS]));
  const row = rows[0];
  if (!row) return null;
  return {
    topic: row.topic,
    generation: row.generation,
    position: BigInt(row.position),
    lastSequences: row.last_sequences.map(BigInt),
    ends: row.ends.map(BigInt),
  };
}

/** Writes the lane and renews its lease. Null when another process has taken it over: that one publishes the same events, again or for the first time. */
export async function moveLane(pool: Pool, lane: Lane): Promise<Lane | null> {
  const { topic, generation, position, lastSequences, ends } = lane;
  const values = [topic, generation, position, lastSequences, ends, LEASE_SECONDS];
  const { rowCount } = await pool.query(prepared(MOVE, values));
  return rowCount === 1 ? lane : null;
}

/** Renews the lease every five seconds while the work lasts. */
export async function holdingLane<T>(pool: Pool, { topic, generation }: Lane, work: () => Promise<T>): Promise<T> {
  const renew = () => pool.query(prepared(RENEW, [topic, generation, LEASE_SECONDS]));
  const renewing = setInterval(() => void renew().catch(() => undefined), RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(renewing);
  }
}

/** Keeps why the lane has stopped, in at most 500 characters, for the status; `moveLane` clears it. */
export async function noteFailure(pool: Pool, topic: string, error: unknown): Promise<void> {
  const cause = reasonOf(error instanceof Error ? error : new Error(String(error)));
  await pool.query('UPDATE lane SET failure = $2 WHERE topic = $1', [topic, cause.slice(0, 500)]);
}
