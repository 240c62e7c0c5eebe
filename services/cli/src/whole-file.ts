import { renameSync, writeFileSync } from 'node:fs';

/** All of it or nothing, also where the disk is full or a kill comes between. */
export function writeWhole(file: string, content: string, mode: number): void {
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, content, { mode, flush: true });
  renameSync(beside, file);
}
