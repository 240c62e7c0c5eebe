import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from './settings.js';
import { writeWhole } from './whole-file.js';

/** What the process that runs on a home says of itself. */
interface Running {
  pid: number;
  address: string;
  /** Not said by earlier versions. */
  tenantId?: string;
}

/** Marks the home as taken. @returns what runs on it already, null when it is ours now */
export function takeHome({ home, url, tenantId }: Settings): Running | null {
  const other = runningOn(home);
  if (other && other.pid !== process.pid && isCkm(other.pid)) return other;
  writeWhole(fileIn(home), JSON.stringify({ pid: process.pid, address: url, tenantId } satisfies Running), 0o600);
  return null;
}

export const leaveHome = (home: string): void => rmSync(fileIn(home), { force: true });

/** Null where nothing runs. */
export const addressOf = (home: string): string | null => runningOn(home)?.address ?? null;

const fileIn = (home: string): string => join(home, 'running.json');

function runningOn(home: string): Running | null {
  const file = fileIn(home);
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Running;
  } catch (error) {
    // It was cut off, and who wrote it ended then.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

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
