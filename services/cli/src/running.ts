import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the process that runs on a home says of itself. */
interface Running {
  pid: number;
  address: string;
}

/** Marks the home as taken. @returns the address where it runs already, null when it is ours now */
export function takeHome(home: string, address: string): string | null {
  const file = join(home, 'running.json');
  const other = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Running) : null;
  if (other && other.pid !== process.pid && isCkm(other.pid)) return other.address;
  writeFileSync(file, JSON.stringify({ pid: process.pid, address } satisfies Running), { mode: 0o600 });
  return null;
}

export const leaveHome = (home: string): void => rmSync(join(home, 'running.json'), { force: true });

/** A process of that number may be another program by now. */
function isCkm(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const arguments_ = `/proc/${pid}/cmdline`;
    return !existsSync(arguments_) || readFileSync(arguments_, 'utf8').includes('ckm');
  } catch {
    return false;
  }
}
