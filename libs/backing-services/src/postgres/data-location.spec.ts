import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordLocation } from './data-location.js';

describe('The note of whose data they are', () => {
  let place: string;
  const at = (...path: string[]) => join(place, ...path);

  beforeEach(async () => void (place = await mkdtemp(join(tmpdir(), 'ckm-noted-'))));
  afterEach(() => rm(place, { recursive: true }));

  it('is written over no file that the user who runs PostgreSQL has made a link to', async () => {
    await writeFile(at('precious'), 'Größe');
    await symlink(at('precious'), at('whose'));
    await recordLocation(at('folder'), place);
    expect(await readFile(at('precious'), 'utf8')).toBe('Größe');
    expect(await readFile(at('whose'), 'utf8')).toBe(`${at('folder')}\n`);
  });
});
