import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordLocation } from './data-location.js';

describe('the file that names the owner of data', () => {
  let place: string;
  const at = (...path: string[]) => join(place, ...path);

  beforeEach(async () => void (place = await mkdtemp(join(tmpdir(), 'ckm-noted-'))));
  afterEach(() => rm(place, { recursive: true }));

  it('replaces a link that the user who runs PostgreSQL has put in its place, and not the file behind it', async () => {
    await writeFile(at('precious'), 'Größe');
    await symlink(at('precious'), at('whose'));
    await recordLocation(at('folder'), place);
    expect(await readFile(at('precious'), 'utf8')).toBe('Größe');
    expect(await readFile(at('whose'), 'utf8')).toBe(`${at('folder')}\n`);
  });
});
