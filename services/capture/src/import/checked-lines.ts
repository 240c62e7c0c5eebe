import { Problem, problemOf } from '@ckm/http';
import { type Receiver, understand, type UnderstoodEvent } from '../customer-event/customer-event.js';
import { type LineFormat, type ReadLine, readLines } from './line-format.js';
import type { Line } from './lines.js';

/** Why a line is not taken. */
export interface Refusal {
  code: string;
  detail: string;
  pointer: string | null;
}

export interface CheckedLine {
  line: Line;
  /** One of the two. */
  understood: UnderstoodEvent | null;
  refusal: Refusal | null;
}

/** The same for a dry run and for one that counts. */
export async function checkLines(lines: Line[], format: LineFormat, receiver: Receiver): Promise<CheckedLine[]> {
  const whole = lines.filter(({ problem }) => problem === null);
  const read = new Map(
    readLines(
      whole.map(({ bytes }) => bytes),
      format,
    ).map((one, i) => [whole[i], one]),
  );
  return Promise.all(lines.map(line => check(line, line.problem ?? read.get(line)!, receiver)));
}

async function check(line: Line, read: ReadLine | Problem, receiver: Receiver): Promise<CheckedLine> {
  if (read instanceof Problem) return { line, understood: null, refusal: refusalOf(read, false) };
  try {
    return { line, understood: await understand(read.event, receiver), refusal: null };
  } catch (error) {
    return { line, understood: null, refusal: refusalOf(error, read.isRow) };
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
