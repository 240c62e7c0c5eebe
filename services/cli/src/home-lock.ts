import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from './settings.js';
import { writeAtomically } from './atomic-write.js';

/** `running.json`: the process that runs on a home. */
interface Running {
  pid: number;
  address: string;
  /** Missing in files of earlier versions. */
  tenantId?: string;
}

/** Locks the home for this process. @returns the process that runs on it already; null when the lock is ours */
export function lockHome({ home, url, tenantId }: Settings): Running | null {
  const other = runningOn(home);
  if (other && other.pid !== process.pid && isCkm(other.pid)) return other;
  writeAtomically(fileIn(home), JSON.stringify({ pid: process.pid, address: url, tenantId } satisfies Running), 0o600);
  return null;
}

export const unlockHome = (home: string): void => rmSync(fileIn(home), { force: true });

/** Where the installation of the home answers; null where none runs. */
export const addressOf = (home: string): string | null => runningOn(home)?.address ?? null;

const fileIn = (home: string): string => join(home, 'running.json');

function runningOn(home: string): Running | null {
  const file = fileIn(home);
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Running;
  } catch (error) {
    // The file is truncated: its writer died while writing it.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The pid may belong to another program by now. */
function isCkm(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const arguments_ = `/proc/${pid}/cmdline`;
    return !existsSync(arguments_) || readFileSync(arguments_, 'utf8').includes('ckm');
  } catch {
    return false;
  }
}
