import { getEventListeners } from 'node:events';
import { eventually, testPostgres, type TestPostgres } from '@ckm/backing-services';
import { openPool } from '@ckm/event-store';
import type { Pool } from 'pg';
import { PostgresHints } from './postgres-hints.js';

let postgres: TestPostgres;
let pool: Pool;

beforeAll(async () => {
  postgres = await testPostgres();
  pool = openPool(postgres.url, { max: 2 });
});
afterAll(async () => {
  await pool.end();
  await postgres.stop();
});

it('whoever listens listens again after each lost connection, and leaves no listener behind with one', async () => {
  const hints = new PostgresHints(pool, () => undefined);
  let rung = 0;
  hints.on(['a topic'], () => (rung += 1));
  for (let times = 1; times <= 3; times++) {
    await eventually(() => expect(rung).toBe(times));
    await pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'`);
  }
  await eventually(() => expect(rung).toBe(4));
  const { length } = getEventListeners(hints['stopping'].signal, 'abort');
  await hints.close();
  expect(length).toBe(1);
});
