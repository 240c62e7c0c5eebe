import { Problem, problemOf } from '@ckm/http';
import { type Receiver, translate, type TranslatedEvent } from '../customer-event/customer-event.js';
import { type LineFormat, type ParsedLine, parseLines } from './line-format.js';
import type { Line } from './line-splitter.js';

/** Why a line is not taken. */
export interface Refusal {
  code: string;
  detail: string;
  pointer: string | null;
}

export interface CheckedLine {
  line: Line;
  /** Null for a refused line. */
  translated: TranslatedEvent | null;
  /** Null for a line that can be taken. */
  refusal: Refusal | null;
}

/** The same check for an import and for a dry run. */
export async function checkLines(lines: Line[], format: LineFormat, receiver: Receiver): Promise<CheckedLine[]> {
  const whole = lines.filter(({ problem }) => problem === null);
  const read = new Map(
    parseLines(
      whole.map(({ bytes }) => bytes),
      format,
    ).map((one, i) => [whole[i], one]),
  );
  return Promise.all(lines.map(line => check(line, line.problem ?? read.get(line)!, receiver)));
}

async function check(line: Line, read: ParsedLine | Problem, receiver: Receiver): Promise<CheckedLine> {
  if (read instanceof Problem) return { line, translated: null, refusal: refusalOf(read, false) };
  try {
    return { line, translated: await translate(read.event, receiver), refusal: null };
  } catch (error) {
    return { line, translated: null, refusal: refusalOf(error, read.isRow) };
  }
}

function refusalOf(error: unknown, isRow: boolean): Refusal {
  const problem = problemOf(error);
  if (problem === null) throw error;
  const faults = (problem.pointers ?? []).map(({ pointer, detail }) => ({
    pointer: isRow ? pointer.replace(/^\/data(?=\/|$)/, '') : pointer,
    detail,
  }));
  const detail = faults.map(fault => `${fault.pointer} ${fault.detail}`).join('; ') || problem.detail;
  return { code: problem.code, detail, pointer: faults[0]?.pointer ?? null };
}
