import { inTransaction } from '@ckm/event-store';
import type { ClientBase, Pool } from 'pg';

const BUILDS = `hashtext('projection'), hashtext(current_schema())`;

/** A transaction that may add, switch and drop builds: one at a time among all processes of the service. */
export const withBuildLock = <T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> =>
  inTransaction(pool, async client => {
    await client.query(`SELECT pg_advisory_xact_lock(${BUILDS})`);
    return work(client);
  });

/** A transaction during which builds stay as they are; it sees every earlier change. To be taken before any lock on a row. */
export const withSharedBuildLock = <T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> =>
  inTransaction(pool, async client => {
    await client.query(`SELECT pg_advisory_xact_lock_shared(${BUILDS})`);
    return work(client);
  });
