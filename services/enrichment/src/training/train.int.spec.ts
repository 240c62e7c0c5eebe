import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const TRAIN = fileURLToPath(new URL('../../dist/training/train.js', import.meta.url));

it('a recipe that does not exist is refused, and nothing is trained', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [TRAIN, 'sentimnt'], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('sentimnt: there are sentiment, signals.');
});
