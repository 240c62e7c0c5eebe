import { Problem } from '@ckm/http';
import type { Service } from '@ckm/service';
import { chunksAhead, type RunningImport } from './import-progress.js';
import { type Line, Lines, type Place } from './lines.js';

const MOST_LINES = 500;
/** First as many chunks as hold that many lines, then enough for the longest line. */
const CHUNKS = [2, 6];

interface LinesAhead {
  lines: Line[];
  next: Place;
  /** Behind them nothing is left. */
  isOver: boolean;
}

/** Cuts the next lines from what is stored. It reads, and changes nothing. @throws Problem `import-unreadable` */
export async function linesAhead(service: Service, running: RunningImport): Promise<LinesAhead> {
  let ahead: LinesAhead = { lines: [], next: running.place, isOver: false };
  for (const chunks of CHUNKS) {
    ahead = await cut(service, running, chunks);
    if (ahead.lines.length > 0 || ahead.isOver) break;
  }
  return ahead;
}

async function cut(service: Service, running: RunningImport, most: number): Promise<LinesAhead> {
  const { tenantId, place, bytes, format } = running;
  const chunks = await service.transaction(client => chunksAhead(client, running, most));
  const cutter = new Lines(place, format.csv?.delimiter ?? null);
  const lines: Line[] = [];
  let end = place.byte;
  for (const { at, sealed } of chunks) {
    const opened = await service.privacy.openBytes(tenantId, sealed);
    if (opened === null) throw new Problem('import-unreadable', 'The key is gone that it was sealed with.');
    lines.push(...cutter.push(opened.subarray(Math.max(0, place.byte - at))));
    end = at + opened.length;
  }
  if (end >= bytes) lines.push(...cutter.end());
  if (lines.length <= MOST_LINES) return { lines, next: cutter.place, isOver: end >= bytes };
  return { lines: lines.slice(0, MOST_LINES), next: lines[MOST_LINES - 1]!.next, isOver: false };
}
