import { testPostgres, type TestPostgres } from '@ckm/backing-services';
import { openLog } from '@ckm/telemetry';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';

let postgres: TestPostgres;
let pool: Pool;
beforeAll(async () => {
  postgres = await testPostgres();
  pool = new Pool({ connectionString: postgres.url, max: 1 });
  await pool.query('CREATE TABLE item (tenant_id text UNIQUE, words text NOT NULL)');
  await pool.query(`INSERT INTO item VALUES ('Jäger, Hanna', 'Der Drucker ist laut')`);
});
afterAll(async () => {
  await pool.end();
  await postgres.stop();
});

/** The line that is logged of what fails, and what it says of the fault. */
async function logged(failing: Promise<unknown>) {
  let line = '';
  const log = openLog('sharing', 'info', { write: one => void (line = one) });
  await failing.catch((err: unknown) => log.error({ err }, 'a request failed'));
  return { line, err: (JSON.parse(line) as { err: Record<string, unknown> }).err };
}

describe('what is logged of a fault of the database', () => {
  it.each([
    ['a row', '23502', 'INSERT INTO item (tenant_id) VALUES ($1)'],
    ['a key', '23505', `INSERT INTO item VALUES ($1, 'Der Drucker ist leise')`],
    ['a number', '22P02', 'SELECT $1::int'],
    ['JSON', '22P02', 'SELECT $1::json'],
    ['a search', '42601', 'SELECT $1::tsquery'],
  ])('tells no value of %s', async (_, code, statement) => {
    const { line, err } = await logged(pool.query(statement, ['Jäger, Hanna']));
    expect(err).toMatchObject({ type: 'DatabaseError', code });
    expect(line).not.toContain('Jäger');
  });

  const several = (fault: Error) => new AggregateError([fault, new Error('late')], 'none answers');
  it.each([
    ['a cause', 'SELECT $1::int', '22P02', (cause: Error) => ({ err: new Error('not read', { cause }) })],
    ['one of several', 'SELECT $1::int', '22P02', (fault: Error) => ({ err: several(fault) })],
    ['an error', `INSERT INTO item VALUES ($1, '')`, '23505', (error: Error) => ({ error })],
  ])('tells no value when it is %s', async (_, statement, code, fields) => {
    let line = '';
    const log = openLog('sharing', 'info', { write: one => void (line = one) });
    const fault = await pool.query(statement, ['Jäger, Hanna']).catch((one: Error) => one);
    log.error(fields(fault as Error), 'a request failed');
    expect(line).not.toContain('Jäger');
    expect(line).toContain(code);
  });

  it('tells neither the value nor the statement of a migration', async () => {
    const source = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
    const { line, err } = await logged(
      source.query('SELECT $1::int', ['Jäger, Hanna']).finally(() => source.destroy()),
    );
    expect(err).toMatchObject({ type: 'QueryFailedError', code: '22P02' });
    expect(line).not.toMatch(/Jäger|SELECT/);
  });

  it('tells of what, and where', async () => {
    const { err } = await logged(pool.query(`INSERT INTO item VALUES ('Jäger, Hanna', '')`));
    expect(err).toEqual({
      type: 'DatabaseError',
      code: '23505',
      table: 'item',
      constraint: 'item_tenant_id_key',
      message: 'duplicate key value violates unique constraint "item_tenant_id_key"',
      stack: expect.stringMatching(/"item_tenant_id_key"\n +at .*pg/) as string,
    });
  });

  it.each([
    ['SELECT * FROM nowhere', 'relation "nowhere" does not exist'],
    ['SET LOCAL statement_timeout = 1; SELECT pg_sleep(1)', 'canceling statement due to statement timeout'],
    [`DO $$ BEGIN RAISE 'invalid page in block 3' USING ERRCODE = 'XX001'; END $$`, 'invalid page in block 3'],
  ])('tells what holds no value as it was said: %s', async (statement, message) =>
    expect((await logged(pool.query(statement))).err).toMatchObject({ message }),
  );
});
