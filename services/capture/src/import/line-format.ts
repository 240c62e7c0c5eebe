import { type CustomerEventType } from '@ckm/contracts';
import { Problem, readJson, readText } from '@ckm/http';
import { type CloudEvent, fromStructured } from '../customer-event/cloud-event.js';
import { type CsvFormat, parseHeader, rowsOf } from './csv-format.js';
import type { FilePosition } from './line-splitter.js';

/** How the lines of a file are parsed. Stored with the import and with its quarantined lines. */
export interface LineFormat {
  /** The source of rows; a CloudEvent has its own. */
  source: string;
  /** The type of rows that name none. */
  type: CustomerEventType;
  /** Null where each line is JSON. */
  csv: CsvFormat | null;
}

/** @param first the beginning of the file, with its whole header line */
export function detectFormat(
  mediaType: string,
  { source, type }: Pick<LineFormat, 'source' | 'type'>,
  first: Buffer,
): { format: LineFormat; begins: FilePosition } {
  if (mediaType !== 'text/csv')
    return { format: { source, type, csv: null }, begins: { byte: 0, line: 1, inside: false } };
  const { csv, begins } = parseHeader(first);
  return { format: { source, type, csv }, begins };
}

export interface ParsedLine {
  event: CloudEvent;
  /** A row is flat: a fault in its text is at `/text`, not `/data/text`. */
  isRow: boolean;
}

/** The event of each line, or why it cannot be parsed. */
export function parseLines(lines: Buffer[], format: LineFormat): (ParsedLine | Problem)[] {
  if (format.csv === null) return lines.map(line => orProblem(() => readJsonLine(line, format)));
  const texts = lines.map(line => orProblem(() => readText(line)));
  // Rows are parsed together: row n is that of the n-th line whose bytes could be read.
  const rows = rowsOf(
    texts.filter(text => typeof text === 'string'),
    format.csv,
  );
  let nth = 0;
  return texts.map(text => {
    const row = text instanceof Problem ? text : rows[nth++]!;
    return row instanceof Problem ? row : orProblem(() => fromRow(row, format));
  });
}

function readJsonLine(line: Buffer, format: LineFormat): ParsedLine {
  const document = readJson(line);
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw new Problem('event-invalid', 'A line is a CloudEvent or a row, as a JSON object.');
  if ('specversion' in document) return { event: fromStructured(document), isRow: false };
  return fromRow(document as Record<string, unknown>, format);
}

function fromRow({ id, type, time, ...data }: Record<string, unknown>, format: LineFormat): ParsedLine {
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
