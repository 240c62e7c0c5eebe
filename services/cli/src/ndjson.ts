import { MAX_DEPTH, deeperThan } from '@ckm/http/depth';
import type { Io } from './call.js';
import { LineFault, textLines } from './lines.js';

type Document = Record<string, unknown>;

/** What a command takes from a line. @throws LineFault */
export type Check<T> = (document: Document) => T;

/** A line that was read. */
export interface Line<T> {
  /** Its number, from 1. */
  line: number;
  /** Its `id` as JSON, for an answer; null: it has none. */
  id: string | null;
  value: T;
}

/** A line that cannot be read. */
export interface BadLine {
  line: number;
  /** As of a line that was read; null too where it cannot be told. */
  id: string | null;
  fault: LineFault;
}

const LONGEST_TEXT = 20_000;

/** Reads NDJSON as it comes: never more than one line and one piece of the input is kept. */
export async function* readLines<T>(
  input: AsyncIterable<Uint8Array>,
  check: Check<T>,
): AsyncGenerator<Line<T> | BadLine> {
  let line = 0;
  for await (const text of textLines(input)) {
    line++;
    yield text instanceof LineFault ? { line, id: null, fault: text } : read(text, line, check);
  }
}

function read<T>(text: string, line: number, check: Check<T>): Line<T> | BadLine {
  let id: string | null = null;
  try {
    const document = objectIn(text);
    id = idOf(document, text);
    return { line, id, value: check(document) };
  } catch (error) {
    if (error instanceof LineFault) return { line, id, fault: error };
    throw error;
  }
}

function objectIn(text: string): Document {
  if (text.trim() === '') throw new LineFault('body-not-json', 'The line is blank.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new LineFault('body-not-json', 'The line is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new LineFault('body-invalid', 'A line is a JSON object.');
  return value as Document;
}

function idOf({ id }: Document, text: string): string | null {
  if (id === undefined) return null;
  if (typeof id === 'number' && !Number.isSafeInteger(id)) return digitsOf(id, text);
  if (deeperThan(MAX_DEPTH, id)) throw new LineFault('body-too-deep', '/id is nested deeper than 64 levels.');
  return JSON.stringify(id);
}

/** The number as it is written: 1234567890123456789 would come back as …800. */
const digitsOf = (id: number, text: string): string =>
  [...text.matchAll(/"id"\s*:\s*(-?\d[\d.eE+-]*)/g)]
    .map(([, digits = '']) => digits)
    .findLast(it => Number(it) === id) ?? JSON.stringify(id);

/** The `text` of a line: 1 to 20,000 characters. */
export function textIn({ text }: Document): string {
  if (typeof text !== 'string') throw new LineFault('body-invalid', '/text must be a string.');
  if (text === '' || isTooLong(text)) throw new LineFault('body-invalid', '/text must have 1 to 20,000 characters.');
  return text;
}

/** In characters, each of which may be two UTF-16 units. */
export const isTooLong = (text: string): boolean => text.length > LONGEST_TEXT && [...text].length > LONGEST_TEXT;

/**
 * Answers each line of the input as it comes, a bad one with `{ error: { code, detail } }`: line n of the output answers line n of the input.
 * It ends early when nobody reads the answers any more.
 * @returns whether every line could be read
 */
export async function answerEach<T>(
  io: Io,
  check: Check<T>,
  answer: (value: T, line: number) => object | Promise<object>,
): Promise<boolean> {
  let isGood = true;
  for await (const line of readLines(io.input, check)) {
    isGood &&= !('fault' in line);
    const told = 'fault' in line ? errorOf(line.fault) : await answer(line.value, line.line);
    if (!(await io.write(answerLine(line, told)))) break;
  }
  return isGood;
}

/** The same where an answer needs every line: `answer` gives one for each value, in their order. */
export async function answerAll<T>(
  io: Io,
  check: Check<T>,
  answer: (values: T[]) => readonly object[],
): Promise<boolean> {
  const lines: (Line<T> | BadLine)[] = [];
  for await (const line of readLines(io.input, check)) lines.push(line);
  const good = lines.filter((line): line is Line<T> => !('fault' in line));
  const answers = answer(good.map(({ value }) => value))[Symbol.iterator]();
  for (const line of lines) {
    const told = 'fault' in line ? errorOf(line.fault) : (answers.next().value as object);
    if (!(await io.write(answerLine(line, told)))) break;
  }
  return good.length === lines.length;
}

/** A line of output: what is wrong with a line of the input, where the answers are no lines for lines. */
export const faultLine = ({ code, detail }: LineFault, line: number): string =>
  `${JSON.stringify(errorOf({ code, detail: `line ${line}: ${detail}` }))}\n`;

const errorOf = ({ code, detail }: Pick<LineFault, 'code' | 'detail'>): object => ({ error: { code, detail } });

function answerLine({ id }: { id: string | null }, answer: object): string {
  const json = JSON.stringify(answer);
  if (id === null) return `${json}\n`;
  return `{"id":${id}${json === '{}' ? '' : ','}${json.slice(1)}\n`;
}
