import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@ckm/backing-services';
import { type Part, Supervisor } from './supervisor.js';

const LIVES_A_MOMENT = `console.log('lives'); process.send('serving'); setTimeout(() => process.exit(7), 200);`;

describe('a supervisor', () => {
  const node = process.execPath;
  let home: string;
  let said: string[];
  let supervisor: Supervisor;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'ckm-supervisor-'));
    said = [];
    supervisor = new Supervisor(home, line => said.push(line));
  });

  afterEach(async () => {
    process.execPath = node;
    await supervisor.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });

  const log = (): string => join(home, 'logs', 'part.log');
  const partOf = (script: string): Part => {
    const module = join(home, 'part.cjs');
    writeFileSync(module, script);
    return { name: 'part', module, env: {} };
  };

  it('keeps what a crash says on stderr after stdout has ended, and goes on', async () => {
    await supervisor.start([
      partOf(`const { closeSync, writeSync } = require('fs');
        process.send('serving', () => {
          writeSync(1, 'x'.repeat(60_000));
          closeSync(1);
          writeSync(2, 'the stack');
          process.exit(7);
        });`),
    ]);
    await eventually(() => expect(said).toContain('part ended (code 7) and is started again'));
    await eventually(() => expect(readFileSync(log(), 'utf8')).toContain('the stack'));
  });

  it('goes on where the disk is full, and so does the part, however much it logs', async () => {
    symlinkSync('/dev/full', log());
    await supervisor.start([
      partOf(`const much = 'x'.repeat(1_000_000); require('fs').writeSync(2, much); console.log(much);
        process.send('serving'); setInterval(() => {}, 1_000);`),
    ]);
    expect(said).toEqual([expect.stringMatching(/^the log of part cannot be written: ENOSPC/)]);
  });

  it('rejects with the reason that a part logs for not starting', async () => {
    const line = JSON.stringify({ level: 'fatal', msg: 'cannot start: INTERPRETER must be built-in or openai' });
    await expect(
      supervisor.start([partOf(`console.log('begins'); console.log('${line}'); process.exit(1);`)]),
    ).rejects.toThrow('part could not start (INTERPRETER must be built-in or openai); see ');
  });

  it('rejects where a part cannot be spawned', async () => {
    process.execPath = '/nowhere/node';
    await expect(supervisor.start([partOf('')])).rejects.toThrow('part could not start (spawn /nowhere/node ENOENT)');
  });

  it.each([
    ['is not there', 'ENOENT', (_: Part) => void (process.execPath = '/nowhere/node')],
    // More than Linux gives to a process; too little memory is told in the same way.
    ['is refused', 'E2BIG', ({ env }: Part) => void (env.MUCH = 'x'.repeat(1_000_000))],
  ])('restarts a part until it succeeds where spawning it %s', async (_, code, fault) => {
    const part = partOf(LIVES_A_MOMENT);
    await supervisor.start([part]);
    fault(part);
    await eventually(() => expect(said.join('\n')).toMatch(`${code}) and is started again`));
    process.execPath = node;
    part.env = {};
    await eventually(() => expect(readFileSync(log(), 'utf8')).toMatch('lives\nlives\n'));
  });
});
