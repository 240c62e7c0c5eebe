import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { eventually } from '@ckm/backing-services';
import { LOOK_EVERY_MS, supervisePostgres } from './supervised-postgres.js';

describe('a supervised PostgreSQL', () => {
  let dataDirectory: string;

  beforeEach(() => void (dataDirectory = mkdtempSync(join(tmpdir(), 'ckm-kept-postgres-'))));
  afterEach(() => rmSync(dataDirectory, { recursive: true }));

  it('is not started again on new data where its own are gone, which is reported once', async () => {
    const gone: string[] = [];
    const log = (): void => undefined;
    const kept = await supervisePostgres({ dataDirectory, existing: false, log }, ({ message }) => gone.push(message));
    const data = join(dataDirectory, 'data');
    const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGQUIT');
    rmSync(data, { recursive: true, maxRetries: 20 });
    try {
      await eventually(() => expect(gone).toEqual([`The data in ${data} are gone`]));
      await rest(2 * LOOK_EVERY_MS + 200);
      expect(gone).toHaveLength(1);
    } finally {
      await kept.stop();
    }
    expect(readdirSync(dataDirectory)).not.toContain('data');
  });
});
