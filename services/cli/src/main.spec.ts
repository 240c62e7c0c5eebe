import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CKM = fileURLToPath(new URL('../bin/ckm.js', import.meta.url));
const MANY = 20_000;

describe('the process of ckm', () => {
  let home: string;

  beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'ckm-main-'))));
  afterEach(() => rmSync(home, { recursive: true }));

  /** stderr, and in its last line the exit code. @param command `$CKM …`, with its redirections */
  const complainedBy = (command: string, input: string): string => {
    const env = { PATH: process.env.PATH, CKM_HOME: home, CKM: `${process.execPath} ${CKM}` };
    return spawnSync('sh', ['-c', `{ ${command}; echo $? >&3; } 3>&2 | true`], { env, input }).stderr.toString();
  };

  it.each(['--help', 'duplicates'])('ends with 1 and says so when its output cannot be written: %s', argument =>
    expect(complainedBy(`$CKM ${argument} > /dev/full`, '{"text":"a"}\n')).toBe(
      'the answer could not be written: ENOSPC: no space left on device, write\n1\n',
    ),
  );

  it('is quiet when its output is not read to the end', () =>
    expect(complainedBy('$CKM duplicates', '{"text":"a"}\n'.repeat(MANY))).toBe('0\n'));

  it.each(['analyse', 'cluster', 'emerging'])('says that a folder is nothing to read: %s', command =>
    expect(complainedBy(`$CKM ${command} < /tmp`, '')).toBe('stdin is a folder\n2\n'),
  );

  it('ends with the same code when nobody reads its stderr', () =>
    expect(complainedBy('$CKM improt 2>&1', '')).toBe('2\n'));
});
