import { appendFile, type FileHandle, mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testPostgres, type TestPostgres } from '@ckm/backing-services';
import { connectionAs, migrate, provision } from '@ckm/event-store';
import { Pool } from 'pg';
import { PAULA, WANG } from './fixture/events.js';
import { fileRegister, reapplyErasures } from './register.js';
import { Tombstone1763856000000 } from './tombstone.migration.js';
import { openTombstones, type Tombstones } from './tombstones.js';
import { openVault } from './vault.js';
import { Vault1763769600000 } from './vault.migration.js';

const [FIRST, SECOND] = ['7c0d2f4e-93b1-4a68-8e57-1f2a3b4c5d61', '7c0d2f4e-93b1-4a68-8e57-1f2a3b4c5d62'];
const NOON = new Date('2026-03-05T12:00:00Z');
const LATER = new Date('2026-03-05T15:00:00Z');

let postgres: TestPostgres;
let pool: Pool;
let folder: string;
let tombstones: Tombstones;

beforeAll(async () => {
  postgres = await testPostgres();
  const url = await provision(postgres.url, 'vault', 'a password');
  await migrate({ url, service: 'vault', migrations: [Vault1763769600000, Tombstone1763856000000] });
  pool = new Pool({ connectionString: connectionAs(url, { service: 'vault', role: 'writer' }), max: 4 });
  folder = await mkdtemp(join(tmpdir(), 'ckm-register-'));
});
afterAll(async () => {
  await pool.end();
  await postgres.stop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await pool.query('DELETE FROM subject_key');
  await pool.query('DELETE FROM tombstone');
  await rm(register(), { force: true });
  tombstones = openTombstones(pool, fileRegister(register()));
});

const register = () => join(folder, 'erasures.ndjson');
const registered = async () =>
  (await readFile(register(), 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as object);
const vault = () => openVault({ pool, masterKey: Buffer.alloc(32, 7), makesKeys: true });
const keyIdOf = async (subject: string, tenantId = 'acme') => (await vault().keyOf(tenantId, subject))!.id;
const forget = (erasureId = FIRST, at = NOON, subject = PAULA) =>
  tombstones.forget({ tenantId: 'acme', subject, erasureId, actor: 'the steward', at });

describe('to forget a person', () => {
  it('deletes the key, and the key of nobody else', async () => {
    const keyId = await keyIdOf(PAULA);
    const others = [await keyIdOf(WANG), await keyIdOf(PAULA, 'globex')];
    expect(await forget()).toMatchObject({ erasureId: FIRST, subject: PAULA, keyIds: [keyId], at: NOON, until: NOON });
    expect(await vault().keyById(keyId)).toBeNull();
    expect([await keyIdOf(WANG), await keyIdOf(PAULA, 'globex')]).toEqual(others);
  });

  it('is remembered for what comes late, and only of that person in that tenant', async () => {
    await forget();
    expect(await vault().standingOf('acme', PAULA)).toEqual({ keyId: null, forgottenUntil: NOON });
    expect(await vault().standingOf('globex', PAULA)).toMatchObject({ forgottenUntil: null });
    expect(await vault().standingOf('acme', WANG)).toMatchObject({ forgottenUntil: null });
  });

  it('asked again, with nothing kept since, is the same erasure and reaches up to now', async () => {
    await keyIdOf(PAULA);
    const first = await forget();
    expect(await forget(SECOND, LATER)).toEqual({ ...first, until: LATER });
    expect(await vault().standingOf('acme', PAULA)).toMatchObject({ forgottenUntil: LATER });
    expect(await tombstones.find('acme', SECOND)).toBeNull();
  });

  it('after a return is another erasure, of the new key', async () => {
    await keyIdOf(PAULA);
    await forget();
    const returned = await keyIdOf(PAULA);
    expect(await forget(SECOND, LATER)).toMatchObject({ erasureId: SECOND, keyIds: [returned], at: LATER });
  });

  it('under the id of an erasure that was, changes nothing: the same request came again', async () => {
    await keyIdOf(PAULA);
    const first = await forget();
    const returned = await keyIdOf(PAULA);
    expect(await forget(FIRST, LATER)).toEqual(first);
    expect(await keyIdOf(PAULA)).toBe(returned);
  });

  it('by many at once is one erasure', async () => {
    await keyIdOf(PAULA);
    const ids = ['1', '2', '3', '4', '5', '6'].map(last => `7c0d2f4e-93b1-4a68-8e57-1f2a3b4c5d7${last}`);
    const answers = await Promise.all(ids.map(id => forget(id)));
    expect(new Set(answers.map(({ erasureId }) => erasureId)).size).toBe(1);
  });

  it('is possible though nothing was ever kept: what comes late is not taken', async () => {
    expect(await forget()).toMatchObject({ keyIds: [] });
    expect(await vault().standingOf('acme', PAULA)).toMatchObject({ forgottenUntil: NOON });
  });
});

describe('the services', () => {
  it('are to be told of an erasure until they were, the oldest first', async () => {
    await forget(SECOND, LATER);
    await forget(FIRST, NOON, WANG);
    expect((await tombstones.unannounced()).map(({ erasureId }) => erasureId)).toEqual([FIRST, SECOND]);
    await tombstones.markAnnounced(FIRST);
    expect((await tombstones.unannounced()).map(({ erasureId }) => erasureId)).toEqual([SECOND]);
  });
});

describe('the register outside the database', () => {
  it('has a line for each erasure', async () => {
    const keyIds = [await keyIdOf(PAULA)];
    await forget();
    await forget(SECOND, LATER, WANG);
    expect(await registered()).toEqual([
      { erasureId: FIRST, tenantId: 'acme', customerId: PAULA, keyIds, at: NOON.toISOString() },
      { erasureId: SECOND, tenantId: 'acme', customerId: WANG, keyIds: [], at: LATER.toISOString() },
    ]);
  });

  it('is found after a loss of power: it is synced, and the folder in which it was made', async () => {
    const handle = await open(folder);
    const files = Object.getPrototypeOf(handle) as FileHandle;
    const sync = Reflect.get(files, 'sync');
    const synced: number[] = [];
    files.sync = async function (this: FileHandle) {
      synced.push((await this.stat()).ino);
      return sync.call(this);
    };
    await forget().finally(() => (files.sync = sync));
    expect(synced).toEqual([(await stat(register())).ino, (await handle.stat()).ino]);
    await handle.close();
  });

  it('comes first: where it cannot be written, nobody is forgotten', async () => {
    const keyId = await keyIdOf(PAULA);
    tombstones = openTombstones(pool, fileRegister(join(folder, 'no', 'such', 'folder')));
    await expect(forget()).rejects.toThrow('ENOENT');
    expect(await keyIdOf(PAULA)).toBe(keyId);
    expect(await vault().standingOf('acme', PAULA)).toEqual({ keyId, forgottenUntil: null });
  });

  it('is kept by one service: any other forgets nobody', async () => {
    tombstones = openTombstones(pool, null);
    await expect(forget()).rejects.toThrow('forgets nobody');
  });
});

describe('a vault that is restored from an older dump', () => {
  it('forgets again whoever the register names, and nobody else', async () => {
    const keyId = await keyIdOf(PAULA);
    const other = await keyIdOf(WANG);
    const dump = await pool.query<{ key_id: string }>('SELECT * FROM subject_key');
    await forget();
    await pool.query('DELETE FROM tombstone');
    for (const row of dump.rows.filter(one => one.key_id === keyId))
      await pool.query('INSERT INTO subject_key VALUES ($1, $2, $3, $4, $5)', Object.values(row));
    await reapplyErasures(pool, register());

    expect(await vault().keyById(keyId)).toBeNull();
    expect((await vault().keyById(other))?.id).toBe(other);
    expect(await tombstones.unannounced()).toMatchObject([
      { erasureId: FIRST, subject: PAULA, keyIds: [keyId], until: NOON },
    ]);
  });

  it('leaves what is known of an erasure, and what its person has said since', async () => {
    await keyIdOf(PAULA);
    await forget();
    await tombstones.markAnnounced(FIRST);
    const since = await keyIdOf(PAULA);
    await reapplyErasures(pool, register());

    expect((await vault().keyById(since))?.id).toBe(since);
    expect(await tombstones.unannounced()).toEqual([]);
    expect(await tombstones.all()).toMatchObject([{ actor: 'the steward' }]);
  });

  it('needs no register, and tells whether there is one', async () => {
    expect(await reapplyErasures(pool, register())).toBe(false);
    await forget();
    expect(await reapplyErasures(pool, register())).toBe(true);
  });

  it('needs no line that was never finished', async () => {
    await keyIdOf(PAULA);
    await forget();
    await appendFile(register(), '{"erasureId":"7c0d');
    await forget(SECOND, LATER, WANG);
    await pool.query('DELETE FROM tombstone');
    await reapplyErasures(pool, register());
    expect(await tombstones.all()).toHaveLength(2);
  });

  it('has the services told of everybody again', async () => {
    await forget();
    await tombstones.markAnnounced(FIRST);
    await tombstones.announceAgain();
    expect(await tombstones.unannounced()).toHaveLength(1);
  });
});
