import { Pool, type ClientBase, type PoolClient, type PoolConfig } from 'pg';
import { CONNECTION_OPTIONS, withOwnClient } from './client.js';
import { connectionAs } from './connection.js';

/** Of eight that a service may have: one is the owner's, one goes to the vault; a transport on PostgreSQL has three more. */
const MAX_CONNECTIONS: Record<'writer' | 'reader', number> = { writer: 3, reader: 2 };
/** 0: never. A new session of the writer may be on another server, so the relay checks its topics anew: none ends only for being idle. */
const IDLE_TIMEOUT_MS: Record<'writer' | 'reader', number> = { writer: 0, reader: 10_000 };
/** Also of a busy session: it keeps the prepared statements of every build of a view, even when the build's table is gone. */
const MAX_SESSION_S = 3_600;
/** `idle_in_transaction_session_timeout` of long work, which locks no rows. */
const IDLE_IN_LONG_TRANSACTION = '60s';
/** For data in memory or on solid-state disks. With PostgreSQL's default of 4 a feed of ten thousand items is sorted as a whole instead of read from its index: 15 ms instead of 3. */
const RANDOM_PAGE_COST = '1.1';
/** Of each statement of the reader, which has two connections: whoever reads longer is told to ask again. */
const READ_TIMEOUT = '30s';

export interface Database {
  /** For commands, batches and the log: sees every tenant. */
  writer: Pool;
  /** Row security applies; without a tenant it sees nothing. Services read through `tenantRead`. */
  reader: Pool;
  /** Connects once in each role, so that start-up fails where later work would. @throws UnsafeRole */
  ready(): Promise<void>;
  /** READ COMMITTED, as the writer. Resolves when committed; any error, also one that the work swallowed, rolls back and rejects. */
  transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T>;
  /** A read-only transaction as the reader, which sees the rows of this tenant. A statement is cancelled after 30 s: `isOutage` of its error. */
  tenantRead<T>(tenantId: string, work: (client: PoolClient) => Promise<T>): Promise<T>;
  /** For work that takes minutes: a connection of its own as the writer. It ends with the work, and what is not committed is rolled back. */
  dedicated<T>(work: (client: ClientBase) => Promise<T>): Promise<T>;
  /** Calls the listener after each commit of a `transaction`, with its client. @returns how to stop */
  onCommit(listener: (client: ClientBase) => void): () => void;
  /** Waits until every connection that is in use is given back. Idempotent. */
  close(): Promise<void>;
}

/** The connection's role would bypass row security. */
export class UnsafeRole extends Error {
  constructor(role: string) {
    super(`the database role "${role}" bypasses row security (SUPERUSER or BYPASSRLS); connect as one that does not`);
    this.name = 'UnsafeRole';
  }
}

/**
 * The service's own database, in the roles of its writer and its reader. Connects on first use.
 * @param url that of the login role, as `provision` returns it
 */
export function openDatabase({ url, service }: { url: string; service: string }): Database {
  const pool = (role: keyof typeof MAX_CONNECTIONS, settings: Record<string, string>) =>
    openPool(connectionAs(url, { service, role, settings }), {
      max: MAX_CONNECTIONS[role],
      idleTimeoutMillis: IDLE_TIMEOUT_MS[role],
      maxLifetimeSeconds: MAX_SESSION_S,
      verify: (client, done) => void refuseBypass(client).then(() => done(), done),
    });
  const writer = pool('writer', { default_transaction_isolation: 'read committed' });
  const reader = pool('reader', { random_page_cost: RANDOM_PAGE_COST, statement_timeout: READ_TIMEOUT });
  const listeners = new Set<(client: ClientBase) => void>();
  let closed: Promise<unknown> | undefined;

  return {
    writer,
    reader,
    ready: async () => {
      await Promise.all([writer, reader].map(one => one.query('SELECT 1')));
    },
    transaction: work =>
      withPooled(writer, async client => {
        const result = await committed(client, 'BEGIN', () => work(client));
        // Later, so that a listener's error cannot look like the transaction's.
        listeners.forEach(listener => queueMicrotask(() => listener(client)));
        return result;
      }),
    tenantRead: (tenantId, work) =>
      withPooled(reader, client =>
        committed(client, 'BEGIN READ ONLY', async () => {
          await client.query("SELECT set_config('ckm.tenant', $1, true)", [tenantId]);
          return work(client);
        }),
      ),
    dedicated: work => {
      const settings = { idle_in_transaction_session_timeout: IDLE_IN_LONG_TRANSACTION };
      return withOwnClient(connectionAs(url, { service, role: 'writer', settings }), async client => {
        await refuseBypass(client);
        return work(client);
      });
    },
    onCommit: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      await (closed ??= Promise.all([writer.end(), reader.end()]));
    },
  };
}

/** A pool that survives lost connections; the next query on one rejects. Connects on first use. */
export function openPool(
  connectionString: string,
  options: Pick<PoolConfig, 'max' | 'idleTimeoutMillis' | 'maxLifetimeSeconds' | 'verify'>,
): Pool {
  const pool = new Pool({ connectionString, ...CONNECTION_OPTIONS, ...options });
  // An error event that nobody hears would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', client => client.on('error', () => undefined));
  return pool;
}

async function refuseBypass(client: ClientBase): Promise<void> {
  // The session's user as well: SET ROLE NONE goes back to it.
  const { rows } = await client.query<{ rolname: string }>(
    'SELECT rolname FROM pg_roles WHERE rolname IN (current_user, session_user) AND (rolsuper OR rolbypassrls)',
  );
  if (rows[0]) throw new UnsafeRole(rows[0].rolname);
}

/** A transaction on any pool, as `Database.transaction`. */
export const inTransaction = <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  withPooled(pool, client => committed(client, 'BEGIN', () => work(client)));

/** After an error the transaction is rolled back; a connection on which even that fails is not used again. */
async function withPooled<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    const usable = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    client.release(!usable);
    throw error;
  }
}

async function committed<T>(client: PoolClient, begin: string, work: () => Promise<T>): Promise<T> {
  await client.query(begin);
  const result = await work();
  const { command } = await client.query('COMMIT');
  // After a swallowed error PostgreSQL answers COMMIT with ROLLBACK, and no error.
  if (command !== 'COMMIT') throw new Error('the transaction was rolled back: an error inside it was swallowed');
  return result;
}
