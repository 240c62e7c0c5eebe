import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { lockHome, unlockHome } from './home-lock.js';
import { readSettings } from './settings.js';

const LOCK = new URL('../dist/home-lock.js', import.meta.url).href;
const RUNNING = 'running.json';

let home: string;
beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'ckm-lock-'))));
afterEach(() => rmSync(home, { recursive: true }));

/** Locks the home in processes of their own, all in the same millisecond. @returns how many of them were told that it is theirs */
async function lockedBySome(): Promise<number> {
  const settings = JSON.stringify({ home, url: 'http://127.0.0.1:3000', tenantId: 'acme' });
  const script = `
    const { lockHome } = await import(${JSON.stringify(LOCK)});
    while (Date.now() < ${Date.now() + 600});
    if (lockHome(${settings}) === null) process.stdout.write('*');
    setTimeout(() => undefined, 300);`;
  const lockers = [1, 2, 3].map(() => {
    const args = ['--input-type=module', '-e', script, 'ckm'];
    return text(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] }).stdout);
  });
  return (await Promise.all(lockers)).join('').length;
}

describe('of processes that start at the same time', () => {
  it('one locks the home', async () => {
    expect(await lockedBySome()).toBe(1);
    expect(readdirSync(home)).toEqual([RUNNING]);
  });

  it('one locks the home that a dead process had locked', async () => {
    writeFileSync(join(home, RUNNING), JSON.stringify({ pid: 2 ** 22 + 1, address: 'http://127.0.0.1:3000' }));
    expect(await lockedBySome()).toBe(1);
  });
});

it('a home is unlocked only by the process that locked it', () => {
  const other = JSON.stringify({ pid: process.ppid, address: 'http://127.0.0.1:3000' });
  writeFileSync(join(home, RUNNING), other);
  unlockHome(home);
  expect(readdirSync(home)).toEqual([RUNNING]);
  rmSync(join(home, RUNNING));
  expect(lockHome(readSettings({ CKM_HOME: home }))).toBeNull();
  unlockHome(home);
  expect(readdirSync(home)).toEqual([]);
});
