import { deeperThan, MAX_DEPTH } from '@ckm/http/depth';
import type { Io } from './call.js';
import { LineFault, textLines } from './lines.js';

type Document = Record<string, unknown>;

/** Takes what a command needs from a line's document. @throws LineFault */
export type Check<T> = (document: Document) => T;

/** A line that could be used. */
export interface Line<T> {
  /** Its number, from 1. */
  line: number;
  /** Its `id` as JSON text, to be given back with the answer; null when it has none. */
  id: string | null;
  value: T;
}

/** A line that could not be used. */
export interface BadLine {
  line: number;
  /** Its `id`; null also when that could not be read. */
  id: string | null;
  fault: LineFault;
}

const LONGEST_TEXT = 20_000;

/** Reads NDJSON as a stream: it keeps one line and one chunk of the input in memory. */
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

/** The digits of a number that JavaScript would round: 1234567890123456789 would come back as …800. */
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

/** Counts characters (code points), not UTF-16 units. */
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
    const answered = 'fault' in line ? errorOf(line.fault) : await answer(line.value, line.line);
    if (!(await io.write(answerLine(line, answered)))) break;
  }
  return isGood;
}

/** The same for answers that depend on all lines: `answer` gets the values of all good lines, and returns an answer for each. */
export async function answerAll<T>(
  io: Io,
  check: Check<T>,
  answer: (values: T[]) => readonly object[],
): Promise<boolean> {
  const lines: (Line<T> | BadLine)[] = [];
  for await (const line of readLines(io.input, check)) lines.push(line);
  const good = lines.filter((line): line is Line<T> => !('fault' in line));
  const answers = answer(good.map(({ value }) => value));
  const answerTo = new Map(good.map((line, nth) => [line.line, answers[nth]!]));
  for (const line of lines) {
    const answered = 'fault' in line ? errorOf(line.fault) : answerTo.get(line.line)!;
    if (!(await io.write(answerLine(line, answered)))) break;
  }
  return good.length === lines.length;
}

/** A line of output about a faulty line of the input, with its number: for commands whose output does not go line by line. */
export const faultLine = ({ code, detail }: LineFault, line: number): string =>
  `${JSON.stringify(errorOf({ code, detail: `line ${line}: ${detail}` }))}\n`;

const errorOf = ({ code, detail }: Pick<LineFault, 'code' | 'detail'>): object => ({ error: { code, detail } });

function answerLine({ id }: { id: string | null }, answer: object): string {
  const json = JSON.stringify(answer);
  if (id === null) return `${json}\n`;
  return `{"id":${id}${json === '{}' ? '' : ','}${json.slice(1)}\n`;
}
