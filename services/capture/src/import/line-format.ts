import { type CustomerEventType } from '@ckm/contracts';
import { Problem, readJson, readText } from '@ckm/http';
import { type CloudEvent, fromStructured } from '../customer-event/cloud-event.js';
import { type Csv, headerOf, rowsOf } from './csv.js';
import type { Place } from './lines.js';

/** How the lines of one file are read. */
export interface LineFormat {
  /** Of rows: a CloudEvent names its own. */
  source: string;
  /** Of rows that name none. */
  type: CustomerEventType;
  /** Null: each line is JSON. */
  csv: Csv | null;
}

/** @param first the file's first piece, or all of it */
export function formatOf(
  mediaType: string,
  { source, type }: Pick<LineFormat, 'source' | 'type'>,
  first: Buffer,
): { format: LineFormat; begins: Place } {
  if (mediaType !== 'text/csv')
    return { format: { source, type, csv: null }, begins: { byte: 0, line: 1, inside: false } };
  const { csv, begins } = headerOf(first);
  return { format: { source, type, csv }, begins };
}

export interface ReadLine {
  event: CloudEvent;
  /** Its members stand beside each other: what is wrong is told as `/text`, not `/data/text`. */
  isRow: boolean;
}

/** What each line says, or what is wrong with it. */
export function readLines(lines: Buffer[], format: LineFormat): (ReadLine | Problem)[] {
  if (format.csv === null) return lines.map(line => orProblem(() => readJsonLine(line, format)));
  const texts = lines.map(line => orProblem(() => readText(line)));
  const rows = rowsOf(
    texts.filter(text => typeof text === 'string'),
    format.csv,
  )[Symbol.iterator]();
  return texts.map(text => {
    const row = text instanceof Problem ? text : (rows.next().value as ReturnType<typeof rowsOf>[number]);
    return row instanceof Problem ? row : orProblem(() => fromRow(row, format));
  });
}

function readJsonLine(line: Buffer, format: LineFormat): ReadLine {
  const document = readJson(line);
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw new Problem('event-invalid', 'A line is a CloudEvent or a row, as a JSON object.');
  if ('specversion' in document) return { event: fromStructured(document), isRow: false };
  return fromRow(document as Record<string, unknown>, format);
}

function fromRow({ id, type, time, ...data }: Record<string, unknown>, format: LineFormat): ReadLine {
  const attributes = { specversion: '1.0', id, source: format.source, type: type ?? format.type, time };
  return { event: fromStructured({ ...attributes, data }), isRow: true };
}

function orProblem<T>(read: () => T): T | Problem {
  try {
    return read();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}
