import { Client, Pool, type ClientBase, type PoolClient, type PoolConfig } from 'pg';
import { connectionAs } from './connection.js';

/** Beside them a service has one as the owner, one to the vault, and three to a transport on PostgreSQL. */
const CONNECTIONS: Record<'writer' | 'reader', number> = { writer: 3, reader: 2 };
/** In milliseconds; 0: never. A new session of the writer may be on another server, and makes the relay ask its topics: none ends only because it rests. */
const ENDS_IDLE: Record<'writer' | 'reader', number> = { writer: 0, reader: 10_000 };
/** In seconds, also of one that never rests: each build of a view has statements of its own, which a session keeps when the table is gone. */
const SESSION_S = 3_600;
/** Of work that locks no rows. */
const IDLE_APART = '60s';
/** What people ask for lies in memory or on a disk without heads. With PostgreSQL's own 4 the feed of ten thousand items is sorted whole instead of read from its index: 15 ms instead of 3. */
const PAGE_ANYWHERE = '1.1';
/** Of a statement of the reader: few read so long, and nobody else reads meanwhile. Whoever asked is told to ask again. */
const LONGEST_READ = '30s';
/** Of every client: nobody waits for ever for a server that does not answer, or that is gone without a word. */
export const CONNECTING = { keepAlive: true, keepAliveInitialDelayMillis: 10_000, connectionTimeoutMillis: 10_000 };

export interface Database {
  /** For commands, batches and the log: sees every tenant. */
  writer: Pool;
  /** Row security applies; without a tenant it sees nothing. Services read through `tenantRead`. */
  reader: Pool;
  /** Connects once in each role, to refuse at start-up what would fail later. Throws `UnsafeRole`. */
  ready(): Promise<void>;
  /** READ COMMITTED, as the writer. Resolves when committed. */
  transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T>;
  /** Read only, as the reader: sees the rows of this tenant. What takes half a minute is given up as in an outage. */
  tenantRead<T>(tenantId: string, work: (client: PoolClient) => Promise<T>): Promise<T>;
  /** As the writer, for work that takes minutes: on a connection of its own, which ends with it and takes along what is not committed. */
  apart<T>(work: (client: ClientBase) => Promise<T>): Promise<T>;
  /** Called after each commit of a `transaction`; returns how to stop. */
  onCommit(listener: (client: ClientBase) => void): () => void;
  /** Waits for what is under way. Idempotent. */
  close(): Promise<void>;
}

/** The connection would pass row security by. */
export class UnsafeRole extends Error {
  constructor(role: string) {
    super(`the database role "${role}" bypasses row security (SUPERUSER or BYPASSRLS); connect as one that does not`);
    this.name = 'UnsafeRole';
  }
}

/** Connects on first use. */
export function openDatabase({ url, service }: { url: string; service: string }): Database {
  const pool = (role: keyof typeof CONNECTIONS, settings: Record<string, string>) =>
    openPool(connectionAs(url, { service, role, settings }), {
      max: CONNECTIONS[role],
      idleTimeoutMillis: ENDS_IDLE[role],
      maxLifetimeSeconds: SESSION_S,
      verify: (client, done) => void refuseBypass(client).then(() => done(), done),
    });
  const writer = pool('writer', { default_transaction_isolation: 'read committed' });
  const reader = pool('reader', { random_page_cost: PAGE_ANYWHERE, statement_timeout: LONGEST_READ });
  const listeners = new Set<(client: ClientBase) => void>();
  let closed: Promise<unknown> | undefined;

  return {
    writer,
    reader,
    ready: async () => {
      await Promise.all([writer, reader].map(one => one.query('SELECT 1')));
    },
    transaction: work =>
      withClient(writer, async client => {
        const result = await within(client, 'BEGIN', () => work(client));
        // Later, so that a listener's error cannot look like the transaction's.
        listeners.forEach(listener => queueMicrotask(() => listener(client)));
        return result;
      }),
    tenantRead: (tenantId, work) =>
      withClient(reader, client =>
        within(client, 'BEGIN READ ONLY', async () => {
          await client.query("SELECT set_config('ckm.tenant', $1, true)", [tenantId]);
          return work(client);
        }),
      ),
    apart: async work => {
      const settings = { idle_in_transaction_session_timeout: IDLE_APART };
      const client = new Client({
        connectionString: connectionAs(url, { service, role: 'writer', settings }),
        ...CONNECTING,
      });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await refuseBypass(client);
        return await work(client);
      } finally {
        await client.end();
      }
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

/** Connects on first use. */
export function openPool(
  connectionString: string,
  options: Pick<PoolConfig, 'max' | 'idleTimeoutMillis' | 'maxLifetimeSeconds' | 'verify'>,
): Pool {
  const pool = new Pool({ connectionString, ...CONNECTING, ...options });
  // A lost connection is told by the next query on it; unheard, the event would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', client => client.on('error', () => undefined));
  return pool;
}

async function refuseBypass(client: ClientBase): Promise<void> {
  // The session's user too: SET ROLE NONE leads back to it.
  const { rows } = await client.query<{ rolname: string }>(
    'SELECT rolname FROM pg_roles WHERE rolname IN (current_user, session_user) AND (rolsuper OR rolbypassrls)',
  );
  if (rows[0]) throw new UnsafeRole(rows[0].rolname);
}

/** On a connection of whichever pool. Resolves when committed. */
export const inTransaction = <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  withClient(pool, client => within(client, 'BEGIN', () => work(client)));

async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
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

async function within<T>(client: PoolClient, begin: string, work: () => Promise<T>): Promise<T> {
  await client.query(begin);
  const result = await work();
  const { command } = await client.query('COMMIT');
  // After a swallowed error PostgreSQL answers COMMIT with ROLLBACK, and no error.
  if (command !== 'COMMIT') throw new Error('the transaction was rolled back: an error inside it was swallowed');
  return result;
}
