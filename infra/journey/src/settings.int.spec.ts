import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ckmIn, forget, type Installation, processesOf, startInstallation, upOnceMore } from './installation.js';

describe('An installation that is told where', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ckm-settings-'));
  const register = join(folder, 'kept', 'erasures.ndjson');
  let ckm: Installation;

  beforeAll(async () => {
    ckm = await startInstallation({ env: { CKM_HOST: '127.0.0.2', CKM_ERASURES_FILE: register } });
  });

  afterAll(async () => {
    await ckm?.stop();
    if (ckm) forget(ckm.home);
    rmSync(folder, { recursive: true });
  });

  it('is not started where this machine is not', async () => {
    const starting = startInstallation({ home: join(folder, 'elsewhere'), env: { CKM_HOST: '192.0.2.1' } });
    await expect(starting).rejects.toThrow('CKM_HOST is no address of this machine');
  });

  it('is found there, by the command line too, and finds its services', async () => {
    expect(new URL(ckm.url).hostname).toBe('127.0.0.2');
    expect(await ckmIn(ckm, 'topics')).toMatchObject({ code: 0 });
    expect((await upOnceMore(ckm.home)).said).toContain(`ckm runs already at ${ckm.url} (`);
  });

  it('keeps its services to this machine', async () => {
    const [pid] = processesOf(ckm.home, 'services/capture/');
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    const port = environment.find(one => one.startsWith('PORT='))?.slice('PORT='.length);
    expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
    await expect(fetch(`http://127.0.0.2:${port}/livez`)).rejects.toThrow('fetch failed');
  });

  it('keeps the register of erasures there', async () => {
    const path = '/v1/subjects/external:C-1/erasure';
    const { status, body } = await ckm.post<{ data: { erasureId: string } }>(path, {
      type: 'application/json',
      body: '{}',
    });
    expect(status).toBe(202);
    expect(readFileSync(register, 'utf8')).toContain(body.data.erasureId);
  });
});
