import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forget, type Installation, startInstallation } from './installation.js';

describe('An installation that is told where', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ckm-settings-'));
  const register = join(folder, 'kept', 'erasures.ndjson');
  let ckm: Installation;

  beforeAll(async () => {
    ckm = await startInstallation({ env: { CKM_ERASURES_FILE: register } });
  });

  afterAll(async () => {
    await ckm?.stop();
    if (ckm) forget(ckm.home);
    rmSync(folder, { recursive: true });
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
