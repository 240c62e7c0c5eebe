import { testPostgres, type TestPostgres } from '@ckm/backing-services';
import { Pool, type PoolClient } from 'pg';
import { inTransaction } from './database.js';
import { againWhenUndone } from './undone.js';

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

it('of two transactions in a deadlock the one that PostgreSQL undoes is done again', async () => {
  const arrive = bothThere();
  let times = 0;
  const fill = (first: string, second: string): Promise<void> =>
    againWhenUndone(() =>
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

it('one that others overtook is done again on what they left', async () => {
  let times = 0;
  await againWhenUndone(() =>
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
  ['a lost connection, of which nobody knows what was done', '08006', 1],
  ['trouble that does not end', '40001', 6],
])('%s is told', async (_, code, most) => {
  let times = 0;
  const failing = againWhenUndone(() => {
    times += 1;
    return Promise.reject(Object.assign(new Error('no'), { code }));
  });
  await expect(failing).rejects.toMatchObject({ code });
  expect(times).toBe(most);
});
