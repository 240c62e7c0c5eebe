import { inTransaction } from '@ckm/event-store';
import type { ClientBase, Pool } from 'pg';

const BUILDS = `hashtext('projection'), hashtext(current_schema())`;

/** Changes which builds there are: in a transaction, one process of the service after the other. */
export const alone = <T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> =>
  inTransaction(pool, async client => {
    await client.query(`SELECT pg_advisory_xact_lock(${BUILDS})`);
    return work(client);
  });

/** Nobody changes meanwhile which builds there are: what was changed before is seen. No row may be locked before. */
export const whileBuildsStay = <T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> =>
  inTransaction(pool, async client => {
    await client.query(`SELECT pg_advisory_xact_lock_shared(${BUILDS})`);
    return work(client);
  });
