import { jest } from '@jest/globals';
import { connectionAs } from './connection.js';
import { openDatabase, UnsafeRole } from './database.js';
import { log, openBeforeAll, postgres } from './fixture/one-log.js';
import { contextOf, described, execute, SERVICE, uuid } from './fixture/theme-log.js';
import { isOutage } from './outage.js';
import { provision } from './provision.js';

openBeforeAll();
beforeAll(async () => {
  for (const tenant of ['acme', 'globex']) {
    const events = [described(uuid(tenant), 'Battery')];
    await log.store.append({ context: contextOf(tenant), streamId: uuid(tenant), expected: 'none', events });
  }
});

const TENANTS = 'SELECT DISTINCT tenant_id FROM events';

describe('the reader', () => {
  it('sees its tenant only', async () => {
    const seen = await log.database.tenantRead('acme', async client => (await client.query(TENANTS)).rows as unknown[]);
    expect(seen).toEqual([{ tenant_id: 'acme' }]);
  });

  it('sees nothing without a tenant, on a new connection and on one that served a tenant before', async () => {
    const fresh = openDatabase({ url: log.url, service: SERVICE });
    expect((await fresh.reader.query(TENANTS)).rows).toEqual([]);
    expect((await fresh.tenantRead('acme', client => client.query(TENANTS))).rows).toHaveLength(1);
    expect((await fresh.reader.query(TENANTS)).rows).toEqual([]);
    expect(fresh.reader.totalCount).toBe(1);
    await fresh.close();
  });

  it.each(['INSERT INTO log_epoch DEFAULT VALUES', 'SELECT * FROM block', 'SELECT * FROM log_lock FOR UPDATE'])(
    'may not: %s',
    async statement => {
      await expect(log.database.reader.query(statement)).rejects.toThrow('permission denied');
    },
  );

  it('writes nothing, not even its own', async () => {
    const attempt = log.database.tenantRead('acme', client => client.query('CREATE TEMPORARY TABLE mine ()'));
    await expect(attempt).rejects.toMatchObject({ code: '25006' });
  });

  it('gives up what takes half a minute, as in an outage, and reads on', async () => {
    const read = (sql: string) => log.database.tenantRead('acme', client => client.query(sql));
    expect((await read('SHOW statement_timeout')).rows).toEqual([{ statement_timeout: '30s' }]);
    const long = read("SET LOCAL statement_timeout = '1s'; SELECT pg_sleep(20)");
    expect(await long.then(() => false, isOutage)).toBe(true);
    expect((await read(TENANTS)).rows).toEqual([{ tenant_id: 'acme' }]);
  });

  it('is refused when its user is a superuser', async () => {
    const unsafe = openDatabase({ url: postgres.url, service: SERVICE });
    await expect(unsafe.ready()).rejects.toThrow(UnsafeRole);
    await expect(unsafe.tenantRead('acme', client => client.query(TENANTS))).rejects.toThrow('bypasses row security');
    await unsafe.close();
  });

  it('is refused when its role bypasses row security', async () => {
    const url = await provision(postgres.url, 'bypassing', 'a password');
    await execute(postgres.url, 'ALTER ROLE ckm_bypassing_reader BYPASSRLS');
    const unsafe = openDatabase({ url, service: 'bypassing' });
    await expect(unsafe.ready()).rejects.toThrow('"ckm_bypassing_reader" bypasses row security');
    await unsafe.close();
  });
});

describe('the writer', () => {
  it('sees every tenant', async () => {
    const { rows } = await log.database.writer.query(`${TENANTS} ORDER BY 1`);
    expect(rows).toEqual([{ tenant_id: 'acme' }, { tenant_id: 'globex' }]);
  });

  it.each([
    "UPDATE events SET type = 'Other'",
    'DELETE FROM events',
    'TRUNCATE events',
    'DELETE FROM block',
    "UPDATE block SET hash = ''",
    'DELETE FROM log_lock',
    'UPDATE log_epoch SET epoch = gen_random_uuid()',
  ])('may not: %s', async statement => {
    await expect(log.database.writer.query(statement)).rejects.toThrow('permission denied');
  });

  it('is itself again after RESET ROLE and DISCARD ALL', async () => {
    const client = await log.database.writer.connect();
    const self = async () =>
      (await client.query("SELECT current_user AS role, current_setting('search_path') AS path")).rows as unknown[];
    const before = [{ role: `ckm_${SERVICE}_writer`, path: SERVICE }];
    expect(await self()).toEqual(before);
    await client.query(`SET ROLE ckm_${SERVICE}_reader`);
    await client.query('RESET ROLE');
    expect(await self()).toEqual(before);
    await client.query(`SET ROLE ckm_${SERVICE}_reader`);
    await client.query('DISCARD ALL');
    expect(await self()).toEqual(before);
    client.release();
  });
});

describe('the owner', () => {
  it('is under row security too', async () => {
    const url = connectionAs(log.url, { service: SERVICE, role: 'owner' });
    expect(await execute(url, TENANTS)).toEqual([]);
  });
});

describe('a transaction', () => {
  const name = (client: { query(text: string): Promise<unknown> }) =>
    client.query("SELECT pg_notify('nobody', 'x'), 1 / 0");

  it('that fails gives back its connection, and the error', async () => {
    for (let n = 0; n < 10; n += 1)
      await expect(log.database.transaction(name)).rejects.toMatchObject({ code: '22012' });
    expect(log.database.writer.waitingCount).toBe(0);
  });

  it('that swallowed an error does not pass for committed', async () => {
    const swallowing = log.database.transaction(client => name(client).catch(() => undefined));
    await expect(swallowing).rejects.toThrow('rolled back');
  });

  it('whose connection is cut fails, and the next one works', async () => {
    let heard = 0;
    const stop = log.database.onCommit(() => (heard += 1));
    const cut = log.database.transaction(async client => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await execute(postgres.url, `SELECT pg_terminate_backend(${rows[0]!.pid})`);
      await new Promise(resolve => setTimeout(resolve, 50));
    });
    await expect(cut).rejects.toThrow();
    expect(heard).toBe(0);
    await log.database.transaction(client => client.query('SELECT 1'));
    expect(heard).toBe(1);
    stop();
  });

  it('on a dedicated connection ends with it, and what was not committed is rolled back', async () => {
    const pids = () => execute(postgres.url, `SELECT pid FROM pg_stat_activity WHERE pid = ${pid}`);
    const before = log.database.writer.totalCount;
    let pid = 0;
    const failing = log.database.dedicated(async client => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      pid = rows[0]!.pid;
      await client.query('BEGIN; CREATE TEMP TABLE dedicated (n int)');
      throw new Error('enough');
    });
    await expect(failing).rejects.toThrow('enough');
    while ((await pids()).length > 0) await new Promise(resolve => setTimeout(resolve, 20));
    expect(log.database.writer.totalCount).toBe(before);
  });

  it.each(['writer', 'reader'] as const)(
    'of the %s that stands still for five seconds is ended by the server, so that its locks are free',
    async role => {
      const { rows } = await log.database[role].query<{ limit: string }>(
        "SELECT current_setting('idle_in_transaction_session_timeout') AS limit",
      );
      expect(rows).toEqual([{ limit: '5s' }]);
    },
  );
});

describe('a database', () => {
  it('has at most eight connections', () => {
    const { writer, reader } = log.database;
    expect(writer.options.max + reader.options.max).toBeLessThanOrEqual(8);
  });

  it('takes up again with the server after its connections were cut', async () => {
    await log.database.ready();
    await execute(
      postgres.url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE 'ckm-${SERVICE}-%'`,
    );
    await new Promise(resolve => setTimeout(resolve, 50));
    await log.database.ready();
  });

  it('renews its sessions every hour: what they keep of tables that are gone ends with them', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
    const aging = openDatabase({ url: log.url, service: SERVICE });
    const session = async () =>
      (await aging.writer.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!.pid;
    try {
      const first = await session();
      jest.advanceTimersByTime(3_599_000);
      expect(await session()).toBe(first);
      jest.advanceTimersByTime(1_000);
      expect(await session()).not.toBe(first);
    } finally {
      jest.useRealTimers();
      await aging.close();
    }
  });

  it('can be closed twice', async () => {
    const closing = openDatabase({ url: log.url, service: SERVICE });
    await closing.ready();
    await closing.close();
    await closing.close();
  });
});
