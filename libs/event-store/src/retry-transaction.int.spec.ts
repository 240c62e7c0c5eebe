import { testPostgres, type TestPostgres } from '@ckm/backing-services';
import { Pool, type PoolClient } from 'pg';
import { inTransaction } from './database.js';
import { retryTransaction } from './retry-transaction.js';

let postgres: TestPostgres;
let pool: Pool;

beforeAll(async () => {
  postgres = await testPostgres();
  pool = new Pool({ connectionString: postgres.url, max: 3 });
  await pool.query('CREATE TABLE shelf (name text PRIMARY KEY, books int NOT NULL)');
});
beforeEach(() => pool.query("TRUNCATE shelf; INSERT INTO shelf VALUES ('left', 0), ('right', 0)"));
afterAll(async () => {
  await pool.end();
  await postgres.stop();
});

const books = async (): Promise<unknown[]> =>
  (await pool.query<{ books: number }>('SELECT books FROM shelf ORDER BY name')).rows.map(row => row.books);

const add = (client: PoolClient, name: string): Promise<unknown> =>
  client.query('UPDATE shelf SET books = books + 1 WHERE name = $1', [name]);

/** Resolves when both have locked their first shelf. */
function bothThere(): () => Promise<void> {
  let [there, open] = [0, (): void => undefined];
  const both = new Promise<void>(resolve => (open = resolve));
  return async () => {
    if ((there += 1) === 2) open();
    await both;
  };
}

it('of two transactions in a deadlock the one that PostgreSQL rolls back is run again', async () => {
  const arrive = bothThere();
  let times = 0;
  const fill = (first: string, second: string): Promise<void> =>
    retryTransaction(() =>
      inTransaction(pool, async client => {
        times += 1;
        await add(client, first);
        await arrive();
        await add(client, second);
      }),
    );
  await Promise.all([fill('left', 'right'), fill('right', 'left')]);
  expect([times, await books()]).toEqual([3, [2, 2]]);
});

it('a transaction that cannot be serialised is run again on what the others have committed', async () => {
  let times = 0;
  await retryTransaction(() =>
    inTransaction(pool, async client => {
      times += 1;
      await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await client.query('SELECT books FROM shelf');
      if (times === 1) await pool.query("UPDATE shelf SET books = 7 WHERE name = 'left'");
      await add(client, 'left');
    }),
  );
  expect([times, await books()]).toEqual([2, [8, 0]]);
});

it.each([
  ['a fault of its own', '22012', 1],
  ['a lost connection, which may have been committed', '08006', 1],
  ['a sixth serialization failure', '40001', 6],
])('%s is thrown', async (_, code, most) => {
  let times = 0;
  const failing = retryTransaction(() => {
    times += 1;
    return Promise.reject(Object.assign(new Error('no'), { code }));
  });
  await expect(failing).rejects.toMatchObject({ code });
  expect(times).toBe(most);
});
