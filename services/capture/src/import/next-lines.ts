import { Problem } from '@ckm/http';
import type { Service } from '@ckm/service';
import { nextChunks, type RunningImport } from './import-progress.js';
import { type FilePosition, type Line, LineSplitter } from './line-splitter.js';

const MAX_LINES = 500;
/** How many chunks are read: first enough for that many usual lines, then enough for the longest line. */
const CHUNKS = [2, 6];

interface NextLines {
  lines: Line[];
  next: FilePosition;
  /** Whether the file ends with these lines. */
  isOver: boolean;
}

/** Reads the next lines of a stored file; it changes nothing. @throws Problem `import-unreadable` */
export async function readNextLines(service: Service, running: RunningImport): Promise<NextLines> {
  let found: NextLines = { lines: [], next: running.position, isOver: false };
  for (const chunks of CHUNKS) {
    found = await linesIn(service, running, chunks);
    if (found.lines.length > 0 || found.isOver) break;
  }
  return found;
}

async function linesIn(service: Service, running: RunningImport, most: number): Promise<NextLines> {
  const { tenantId, position, bytes, format } = running;
  const chunks = await service.transaction(client => nextChunks(client, running, most));
  const splitter = new LineSplitter(position, format.csv?.delimiter ?? null);
  const lines: Line[] = [];
  let end = position.byte;
  for (const { at, sealed } of chunks) {
    const opened = await service.privacy.openBytes(tenantId, sealed);
    if (opened === null) throw new Problem('import-unreadable', 'The key is gone that it was sealed with.');
    lines.push(...splitter.push(opened.subarray(Math.max(0, position.byte - at))));
    end = at + opened.length;
  }
  if (end >= bytes) lines.push(...splitter.end());
  if (lines.length <= MAX_LINES) return { lines, next: splitter.position, isOver: end >= bytes };
  return { lines: lines.slice(0, MAX_LINES), next: lines[MAX_LINES - 1]!.next, isOver: false };
}
