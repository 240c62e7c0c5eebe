import type { JsonSchema } from '@ckm/contracts';
import type { Refusal } from './checked-lines.js';
import type { Line } from './lines.js';

/** What is refused is told of line by line, up to here; all of it is counted. */
export const MOST_TOLD = 1_000;

/** `lines` is the sum of the others. Blank lines and a CSV's header are none. */
export interface Counts {
  lines: number;
  accepted: number;
  /** Known already: nothing new was added. */
  duplicates: number;
  /** By a dry run. */
  refused: number;
  /** Refused, and kept as they came. */
  quarantined: number;
  /** Of people who were forgotten since. */
  forgotten: number;
}

export const noCounts = (): Counts => ({
  lines: 0,
  accepted: 0,
  duplicates: 0,
  refused: 0,
  quarantined: 0,
  forgotten: 0,
});

export interface ToldLine extends Omit<Refusal, 'pointer'> {
  line: number;
  pointer?: string;
}

export const told = ({ line, refusal }: { line: Line; refusal: Refusal }): ToldLine => ({
  line: line.line,
  code: refusal.code,
  detail: refusal.detail,
  ...(refusal.pointer === null ? {} : { pointer: refusal.pointer }),
});

const STATES = ['receiving', 'running', 'finished', 'failed'] as const;
export type State = (typeof STATES)[number];

export interface ImportReport extends Counts {
  /** Null for a dry run: nothing of it is kept. */
  importId: string | null;
  source: string;
  state: State;
  /** The code of what ended it early. */
  failure: string | null;
  /** Of the file, as far as it was received. */
  bytes: number;
  bytesRead: number;
  report: ToldLine[];
  startedAt: Date;
  finishedAt: Date | null;
}

const integer = { type: 'integer', minimum: 0 };
const text = { type: 'string' };

export const reportSchema: JsonSchema = {
  type: 'object',
  properties: {
    importId: { type: ['string', 'null'], format: 'uuid' },
    source: text,
    state: { enum: [...STATES] },
    failure: { type: ['string', 'null'] },
    ...Object.fromEntries(['bytes', 'bytesRead', ...Object.keys(noCounts())].map(name => [name, integer])),
    report: {
      type: 'array',
      maxItems: MOST_TOLD,
      items: {
        type: 'object',
        properties: { line: { type: 'integer', minimum: 1 }, code: text, detail: text, pointer: text },
        required: ['line', 'code', 'detail'],
      },
    },
    startedAt: { type: 'string', format: 'date-time' },
    finishedAt: { type: ['string', 'null'], format: 'date-time' },
  },
};
