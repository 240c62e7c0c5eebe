import { jest } from '@jest/globals';
import { eventually, testPostgres, type TestPostgres } from '@ckm/backing-services';
import { connectionAs, migrate, provision } from '@ckm/event-store';
import { Pool } from 'pg';
import { captured, logged, PAULA, TEXT } from './fixture/events.js';
import { openPrivacy } from './privacy.js';
import { KEY_CACHE_MS, openVault, opensVault, type Vault } from './vault.js';
import { Tombstone1763856000000 } from './tombstone.migration.js';
import { Vault1763769600000 } from './vault.migration.js';

const MASTER = Buffer.alloc(32, 7);

let postgres: TestPostgres;
let url: string;
let pool: Pool;
const pools: Pool[] = [];

beforeAll(async () => {
  postgres = await testPostgres();
  url = await provision(postgres.url, 'vault', 'a password');
  await migrate({ url, service: 'vault', migrations: [Vault1763769600000, Tombstone1763856000000] });
  pool = connect();
});
afterAll(async () => {
  await Promise.all(pools.map(one => one.end()));
  await postgres.stop();
});
beforeEach(() => pool.query('DELETE FROM subject_key'));

/** What one process of a service has. */
function connect(): Pool {
  const made = new Pool({ connectionString: connectionAs(url, { service: 'vault', role: 'writer' }), max: 1 });
  pools.push(made);
  return made;
}
const vaultOf = (options: { makesKeys?: boolean; now?: () => number; masterKey?: Buffer; pool?: Pool } = {}) =>
  openVault({ pool, masterKey: MASTER, makesKeys: true, ...options });
const waiting = async () =>
  (
    await pool.query(
      'SELECT FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()',
    )
  ).rowCount;
const keysAtRest = async () =>
  (await pool.query<{ key_id: string; wrapped: Buffer }>('SELECT key_id, wrapped FROM subject_key')).rows;

describe('a key', () => {
  it('is made once, and is the same for everybody who asks later', async () => {
    const made = await vaultOf().keyOf('acme', PAULA);
    expect(made?.secret).toHaveLength(32);
    expect(await vaultOf().keyOf('acme', PAULA)).toEqual(made);
    expect(await vaultOf({ makesKeys: false }).keyById(made!.id)).toEqual(made);
  });

  it('is made only by the service that may', async () => {
    expect(await vaultOf({ makesKeys: false }).keyOf('acme', PAULA)).toBeNull();
    expect(await keysAtRest()).toEqual([]);
    const made = await vaultOf().keyOf('acme', PAULA);
    expect(await vaultOf({ makesKeys: false }).keyOf('acme', PAULA)).toEqual(made);
  });

  it('of a tenant is made by any service', async () => {
    const made = await vaultOf({ makesKeys: false }).keyOf('acme', 'tenant:secrets');
    expect(made?.secret).toHaveLength(32);
    expect(await vaultOf().keyOf('acme', 'tenant:secrets')).toEqual(made);
  });

  it('is another one for another person and for another tenant', async () => {
    const vault = vaultOf();
    const keys = await Promise.all([
      vault.keyOf('acme', PAULA),
      vault.keyOf('acme', 'somebody else'),
      vault.keyOf('globex', PAULA),
    ]);
    expect(new Set(keys.map(key => key!.secret.toString('hex'))).size).toBe(3);
  });

  it('is one when many processes need it first at the same time', async () => {
    const vaults = Array.from({ length: 4 }, () => vaultOf({ pool: connect() }));
    const asked = vaults.flatMap(vault => Array.from({ length: 5 }, () => vault.keyOf('acme', PAULA)));
    const keys = await Promise.all(asked);
    expect(new Set(keys.map(key => key!.secret.toString('hex'))).size).toBe(1);
    expect(await keysAtRest()).toHaveLength(1);
  });

  it('is one also when two processes need the same ones in different orders', async () => {
    const other = connect();
    const [one, another] = [vaultOf({ pool: connect() }), vaultOf({ pool: connect() })];
    const people = ['Ann', PAULA, 'Zoe'];
    const allOf = (vault: Vault, subjects: string[]) =>
      Promise.all(subjects.map(subject => vault.keyOf('acme', subject)));
    await other.query('BEGIN');
    await other.query("INSERT INTO subject_key VALUES (gen_random_uuid(), 'acme', $1, '')", [PAULA]);
    const asked = Promise.all([allOf(one, people), allOf(another, [...people].reverse())]);
    // Each has made its first one, or waits to.
    await eventually(async () => expect(await waiting()).toBe(2));
    await other.query('ROLLBACK');
    const [forwards, backwards] = await asked;
    expect(backwards.reverse()).toEqual(forwards);
    expect(await keysAtRest()).toHaveLength(3);
  });

  it('that nobody has is null, and disturbs nobody who asks at the same time', async () => {
    const vault = vaultOf();
    const made = (await vault.keyOf('acme', PAULA))!;
    const fresh = vaultOf();
    const unknown = 'd6e4fc05-7182-59ab-8def-0123456789ab';
    expect(await Promise.all([fresh.keyById(unknown), fresh.keyById(made.id)])).toEqual([null, made]);
  });
});

describe('at rest', () => {
  it('a key is wrapped', async () => {
    const made = await vaultOf().keyOf('acme', PAULA);
    const [row] = await keysAtRest();
    expect(row!.wrapped.includes(made!.secret)).toBe(false);
  });

  it('a key does not open with another master key', async () => {
    const made = await vaultOf().keyOf('acme', PAULA);
    const stranger = vaultOf({ masterKey: Buffer.alloc(32, 8) });
    await expect(stranger.keyOf('acme', PAULA)).rejects.toThrow();
    await expect(stranger.keyById(made!.id)).rejects.toThrow();
  });

  it('another master key is told from the one that wraps the keys, unless there are none', async () => {
    const stranger = Buffer.alloc(32, 8);
    expect(await opensVault(pool, stranger)).toBe(true);
    const made = await vaultOf().keyOf('acme', PAULA);
    await vaultOf().keyOf('acme', 'somebody else');
    expect([await opensVault(pool, MASTER), await opensVault(pool, stranger)]).toEqual([true, false]);
    await pool.query("UPDATE subject_key SET wrapped = 'damaged' WHERE key_id = $1", [made!.id]);
    expect([await opensVault(pool, MASTER), await opensVault(pool, stranger)]).toEqual([true, false]);
  });

  it("one key does not open in another's place", async () => {
    const vault = vaultOf();
    const [one, other] = [await vault.keyOf('acme', PAULA), await vault.keyOf('acme', 'somebody else')];
    await pool.query(
      'UPDATE subject_key SET wrapped = (SELECT wrapped FROM subject_key WHERE key_id = $1) WHERE key_id = $2',
      [one!.id, other!.id],
    );
    await expect(vaultOf().keyById(other!.id)).rejects.toThrow();
  });

  it('one that is damaged fails only those who ask for it, whoever asks at the same time', async () => {
    const damaged = (await vaultOf().keyOf('acme', PAULA))!;
    const made = (await vaultOf().keyOf('globex', PAULA))!;
    await pool.query("UPDATE subject_key SET wrapped = 'damaged' WHERE key_id = $1", [damaged.id]);
    const [bySubject, byId] = [vaultOf(), vaultOf()];
    const asked = [bySubject.keyOf('acme', PAULA), bySubject.keyOf('globex', PAULA)];
    asked.push(byId.keyById(damaged.id), byId.keyById(made.id));
    const [failed, found] = [{ status: 'rejected' }, { status: 'fulfilled', value: made }];
    expect(await Promise.allSettled(asked)).toMatchObject([failed, found, failed, found]);
  });
});

describe('the standing of a person', () => {
  it('is told without making a key, and a key that is gone is not remembered here any longer', async () => {
    const vault = vaultOf();
    expect(await vault.standingOf('acme', PAULA)).toEqual({ keyId: null, forgottenUntil: null });
    expect(await keysAtRest()).toEqual([]);
    const made = await vault.keyOf('acme', PAULA);
    expect(await vault.standingOf('acme', PAULA)).toMatchObject({ keyId: made!.id });
    await pool.query('DELETE FROM subject_key');
    expect(await vault.standingOf('acme', PAULA)).toMatchObject({ keyId: null });
    expect((await vault.keyOf('acme', PAULA))!.id).not.toBe(made!.id);
  });
});

describe('after a key was deleted', () => {
  it('it is remembered for less than five seconds, by subject and by id', async () => {
    let time = 1_000_000;
    const vault = vaultOf({ makesKeys: false, now: () => time });
    const made = await vaultOf().keyOf('acme', PAULA);
    expect(await vault.keyOf('acme', PAULA)).toEqual(made);
    await pool.query('DELETE FROM subject_key');
    time += KEY_CACHE_MS - 1;
    expect(await vault.keyOf('acme', PAULA)).toEqual(made);
    expect(await vault.keyById(made!.id)).toEqual(made);
    time += 1;
    expect(await vault.keyOf('acme', PAULA)).toBeNull();
    expect(await vault.keyById(made!.id)).toBeNull();
    expect(KEY_CACHE_MS).toBe(5_000);
  });

  it('it is remembered for no longer when the clock of the host is set back', async () => {
    const vault = vaultOf({ makesKeys: false });
    const made = await vaultOf().keyOf('acme', PAULA);
    expect(await vault.keyOf('acme', PAULA)).toEqual(made);
    await pool.query('DELETE FROM subject_key');
    const [wall, steady] = [Date.now(), performance.now()];
    jest.spyOn(Date, 'now').mockReturnValue(wall - 3_600_000);
    jest.spyOn(performance, 'now').mockReturnValue(steady + KEY_CACHE_MS);
    expect([await vault.keyOf('acme', PAULA), await vault.keyById(made!.id)]).toEqual([null, null]);
    jest.restoreAllMocks();
  });

  it('being asked for does not keep it alive', async () => {
    let time = 1_000_000;
    const vault = vaultOf({ makesKeys: false, now: () => time });
    const made = await vaultOf().keyOf('acme', PAULA);
    await vault.keyById(made!.id);
    await pool.query('DELETE FROM subject_key');
    for (; time < 1_000_000 + KEY_CACHE_MS; time += 1_000) expect(await vault.keyById(made!.id)).toEqual(made);
    expect(await vault.keyById(made!.id)).toBeNull();
  });

  it('an event of that person opens as erased, and a new key does not bring the words back', async () => {
    let time = 1_000_000;
    const privacy = openPrivacy(vaultOf({ now: () => time }));
    const [data] = await privacy.seal('acme', [captured()]);
    expect((await privacy.open([logged(captured(), data)]))[0]).toMatchObject({ erased: false, data: { text: TEXT } });
    await pool.query('DELETE FROM subject_key WHERE subject = $1', [PAULA]);
    time += KEY_CACHE_MS;
    await privacy.seal('acme', [captured()]);
    expect((await privacy.open([logged(captured(), data)]))[0]).toMatchObject({ erased: true, data: { text: null } });
  });
});
