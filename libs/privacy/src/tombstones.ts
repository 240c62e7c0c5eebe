import { inTransaction } from '@ckm/event-store';
import type { ClientBase, Pool } from 'pg';
import type { Register } from './register.js';

/** The request to forget a person. */
export interface Forget {
  tenantId: string;
  /** The customer's UUID. */
  subject: string;
  /** The same when the request is sent again. */
  erasureId: string;
  actor: string;
  at: Date;
}

/** The record that a person was forgotten. */
export interface Tombstone extends Forget {
  /** The keys that were destroyed; none when nothing was kept of the person. */
  keyIds: string[];
  /** Events of that person up to this time are not taken any more. Later than `at` when the erasure was requested again. */
  until: Date;
}

export interface Tombstones {
  /**
   * Deletes the person's key and keeps a tombstone. When nothing was kept since the last erasure, that one is extended and returned.
   * The register is written before the transaction commits, so that no erasure is missing from it.
   * @throws an error when this service has no register; what the register throws, and then nothing is erased
   */
  forget(request: Forget): Promise<Tombstone>;
  find(tenantId: string, erasureId: string): Promise<Tombstone | null>;
  /** Those that are not announced to the services by a `SubjectErased` yet, oldest first. */
  unannounced(): Promise<Tombstone[]>;
  markAnnounced(erasureId: string): Promise<void>;
  /** Marks all as not announced: a restored log may have lost the events. */
  announceAgain(): Promise<void>;
  /** Oldest first. */
  all(): Promise<Tombstone[]>;
}

interface Row {
  erasure_id: string;
  tenant_id: string;
  subject: string;
  key_ids: string[];
  actor: string;
  at: Date;
  until: Date;
}

const FORGET_KEYS = 'DELETE FROM subject_key WHERE tenant_id = $1 AND subject = $2 RETURNING key_id';
const AGAIN = `UPDATE tombstone SET until = greatest(until, $3) WHERE erasure_id =
  (SELECT erasure_id FROM tombstone WHERE tenant_id = $1 AND subject = $2 ORDER BY at DESC LIMIT 1) RETURNING *`;
const KEEP = `INSERT INTO tombstone (erasure_id, tenant_id, subject, key_ids, actor, at, until)
  VALUES ($1, $2, $3, $4, $5, $6, $6) RETURNING *`;
const FIND = 'SELECT * FROM tombstone WHERE tenant_id = $1 AND erasure_id = $2';

/** @param register null in services that only read tombstones */
export function openTombstones(pool: Pool, register: Register | null): Tombstones {
  const find = async (queryable: Pick<ClientBase, 'query'>, tenantId: string, id: string): Promise<Tombstone | null> =>
    (await queryable.query<Row>(FIND, [tenantId, id])).rows.map(tombstoneOf)[0] ?? null;

  return {
    forget: request =>
      inTransaction(pool, async client => {
        if (register === null) throw new Error('this service forgets nobody');
        const { tenantId, subject, erasureId } = request;
        await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
          JSON.stringify([tenantId, subject]),
        ]);
        const tombstone = (await find(client, tenantId, erasureId)) ?? (await forgetNow(client, request));
        await register(tombstone);
        return tombstone;
      }),
    find: (tenantId, erasureId) => find(pool, tenantId, erasureId),
    unannounced: async () =>
      (await pool.query<Row>('SELECT * FROM tombstone WHERE told_at IS NULL ORDER BY at')).rows.map(tombstoneOf),
    announceAgain: async () => void (await pool.query('UPDATE tombstone SET told_at = NULL')),
    all: async () => (await pool.query<Row>('SELECT * FROM tombstone ORDER BY at')).rows.map(tombstoneOf),
    markAnnounced: async erasureId =>
      void (await pool.query('UPDATE tombstone SET told_at = clock_timestamp() WHERE erasure_id = $1', [erasureId])),
  };
}

async function forgetNow(client: ClientBase, { tenantId, subject, erasureId, actor, at }: Forget): Promise<Tombstone> {
  const gone = await client.query<{ key_id: string }>(FORGET_KEYS, [tenantId, subject]);
  const again = gone.rows.length === 0 ? (await client.query<Row>(AGAIN, [tenantId, subject, at])).rows[0] : undefined;
  if (again) return tombstoneOf(again);
  const keyIds = gone.rows.map(row => row.key_id);
  const { rows } = await client.query<Row>(KEEP, [erasureId, tenantId, subject, keyIds, actor, at]);
  return tombstoneOf(rows[0] as Row);
}

const tombstoneOf = (row: Row): Tombstone => ({
  tenantId: row.tenant_id,
  subject: row.subject,
  erasureId: row.erasure_id,
  keyIds: row.key_ids,
  actor: row.actor,
  at: row.at,
  until: row.until,
});
