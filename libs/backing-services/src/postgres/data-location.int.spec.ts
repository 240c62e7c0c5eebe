import { chmod, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { run } from '../run.js';
import { locateData } from './data-location.js';
import { startPostgres } from './start-postgres.js';

/** Only root's PostgreSQL runs as another user, who may have no way to the folder. */
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

asRoot('Data of a folder that the user who runs PostgreSQL cannot reach', () => {
  /** Root's own, as a home under /root is. */
  let place: string;
  let elsewhere: string;
  const at = (...path: string[]) => join(place, ...path);

  /** Of the server, which runs for as long as that takes. */
  const ask = async (folder: string, sql: string) => {
    const { url, stop } = await startPostgres({ dataDirectory: folder });
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return (await client.query<{ words: string }>(sql)).rows[0]?.words;
    } finally {
      await client.end();
      await stop();
    }
  };
  const said = (folder: string) => ask(folder, 'select words from said');

  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'ckm-kept-'));
    await ask(at('first'), `create table said as select 'Größe' as words`);
    elsewhere = (await readFile(at('first', 'where'), 'utf8')).trim();
  });

  afterEach(async () => {
    await rm(elsewhere, { recursive: true, force: true });
    await rm(place, { recursive: true });
  });

  it('lie in the place that the folder names', async () => {
    expect(await readdir(at('first'))).toEqual(['where']);
    expect(await readdir(elsewhere)).toEqual(expect.arrayContaining(['data', 'password']));
    expect(await said(at('first'))).toBe('Größe');
  });

  it('are found when the folder is moved, and moved once more, to where that user can reach it', async () => {
    await rename(at('first'), at('second'));
    expect(await said(at('second'))).toBe('Größe');
    await rename(at('second'), at('third'));
    await chmod(place, 0o755);
    expect(await said(at('third'))).toBe('Größe');
  });

  it('are found where neither place nor owner was recorded, as by earlier versions', async () => {
    await rm(at('first', 'where'));
    await rm(join(elsewhere, 'whose'));
    await chmod(place, 0o755);
    expect(await said(at('first'))).toBe('Größe');
  });

  it('are found through another name of the folder', async () => {
    await symlink(at('first'), at('link'));
    expect(await said(at('link'))).toBe('Größe');
  });

  it('are not taken for those of a new folder of the same name, and are found by their own', async () => {
    await rename(at('first'), at('moved'));
    expect(await ask(at('first'), `select to_regclass('said')::text as words`)).toBeNull();
    const anew = (await readFile(at('first', 'where'), 'utf8')).trim();
    try {
      expect(anew).not.toBe(elsewhere);
      expect(await said(at('moved'))).toBe('Größe');
      await rm(at('first'), { recursive: true });
      expect(await locateData(at('first'), false)).toBe(at('first'));
    } finally {
      await rm(anew, { recursive: true });
    }
  });

  it('are found where the folder has had data, even when the record of the place is lost, or the whole folder', async () => {
    for (const lost of [at('first', 'where'), at('first')]) {
      await rm(lost, { recursive: true });
      expect(await locateData(at('first'), true)).toBe(elsewhere);
    }
  });

  it('are refused to a copy of the folder, until they were copied too', async () => {
    await run('cp', ['-a', at('first'), at('copy')]);
    await expect(said(at('copy'))).rejects.toThrow(`The data in ${elsewhere} are those of ${at('first')}`);
    const copied = `${elsewhere}-copy`;
    await run('cp', ['-a', elsewhere, copied]);
    await writeFile(at('copy', 'where'), copied);
    try {
      expect(await said(at('copy'))).toBe('Größe');
    } finally {
      await rm(copied, { recursive: true });
    }
  });

  it('are reported as gone where they are not, and no empty ones are made in their place', async () => {
    await rm(elsewhere, { recursive: true });
    await expect(said(at('first'))).rejects.toThrow(`says that the data are in ${elsewhere}, and there are none`);
    await expect(readdir(elsewhere)).rejects.toThrow('ENOENT');
  });
});
