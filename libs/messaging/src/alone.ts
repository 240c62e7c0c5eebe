import { inTransaction } from '@ckm/event-store';
import type { ClientBase, Pool } from 'pg';

/** Changes which builds there are: in a transaction, one process of the service after the other. */
export const alone = <T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> =>
  inTransaction(pool, async client => {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('projection'), hashtext(current_schema()))`);
    return work(client);
  });
