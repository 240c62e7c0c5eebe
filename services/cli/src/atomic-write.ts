import { renameSync, writeFileSync } from 'node:fs';

/** Writes beside the file and renames: it has the whole content or its old one, also when the disk is full or the process is killed. */
export function writeAtomically(file: string, content: string, mode: number): void {
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, content, { mode, flush: true });
  renameSync(beside, file);
}
