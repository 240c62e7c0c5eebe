import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from './settings.js';

/** `running.json`: the process that runs on a home. */
interface Running {
  pid: number;
  address: string;
  /** Missing in files of earlier versions. */
  tenantId?: string;
}

/** Locks the home for this process. @returns the process that runs on it already; null when the lock is ours */
export function lockHome({ home, url, tenantId }: Settings): Running | null {
  const file = fileIn(home);
  const beside = `${file}.${process.pid}`;
  const content = JSON.stringify({ pid: process.pid, address: url, tenantId } satisfies Running);
  writeFileSync(beside, content, { mode: 0o600, flush: true });
  try {
    while (!succeeds(() => linkSync(beside, file), 'EEXIST')) {
      const other = runningIn(file);
      if (isHeld(other)) return other;
      removeStale(file);
    }
    return null;
  } finally {
    rmSync(beside);
  }
}

/** Leaves the lock of another process. */
export function unlockHome(home: string): void {
  if (runningIn(fileIn(home))?.pid === process.pid) rmSync(fileIn(home));
}

/** Where the installation of the home answers; null where none runs. */
export const addressOf = (home: string): string | null => runningIn(fileIn(home))?.address ?? null;

const fileIn = (home: string): string => join(home, 'running.json');

function runningIn(file: string): Running | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Running;
  } catch (error) {
    // The file is truncated: its writer died while writing it. Or it was removed just now.
    if (error instanceof SyntaxError || isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** Moves it away first: where another process has put its own lock there since, that one is put back. */
function removeStale(file: string): void {
  const moved = `${file}.stale.${process.pid}`;
  if (!succeeds(() => renameSync(file, moved), 'ENOENT')) return;
  if (isHeld(runningIn(moved))) renameSync(moved, file);
  else rmSync(moved);
}

/** @returns false where it fails with that code */
function succeeds(work: () => void, unless: string): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (isCode(error, unless)) return false;
    throw error;
  }
}

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;

const isHeld = (lock: Running | null): lock is Running => lock !== null && lock.pid !== process.pid && isCkm(lock.pid);

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
