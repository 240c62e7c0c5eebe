import type { JsonSchema } from '@ckm/contracts';
import type { Refusal } from './checked-lines.js';
import type { Line } from './line-splitter.js';

/** A report names this many refused lines; all are counted. */
export const MAX_REPORTED = 1_000;

/** `lines` is the sum of the others. Blank lines and the header of a CSV file are not counted. */
export interface Counts {
  lines: number;
  accepted: number;
  /** Taken before, by whichever way. */
  duplicates: number;
  /** Refused by a dry run. */
  refused: number;
  /** Refused by an import, and kept in quarantine as they came. */
  quarantined: number;
  /** Acknowledged and not taken: their person was forgotten after they happened. */
  forgotten: number;
}

export const zeroCounts = (): Counts => ({
  lines: 0,
  accepted: 0,
  duplicates: 0,
  refused: 0,
  quarantined: 0,
  forgotten: 0,
});

export interface ReportLine extends Omit<Refusal, 'pointer'> {
  line: number;
  pointer?: string;
}

export const reportLine = ({ line, refusal }: { line: Line; refusal: Refusal }): ReportLine => ({
  line: line.line,
  code: refusal.code,
  detail: refusal.detail,
  ...(refusal.pointer === null ? {} : { pointer: refusal.pointer }),
});

const STATES = ['receiving', 'running', 'finished', 'failed'] as const;
export type State = (typeof STATES)[number];

export interface ImportReport extends Counts {
  /** Null for a dry run, of which nothing is stored. */
  importId: string | null;
  source: string;
  state: State;
  /** The problem code that it failed with. */
  failure: string | null;
  /** Received so far. */
  bytes: number;
  bytesRead: number;
  report: ReportLine[];
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
    ...Object.fromEntries(['bytes', 'bytesRead', ...Object.keys(zeroCounts())].map(name => [name, integer])),
    report: {
      type: 'array',
      maxItems: MAX_REPORTED,
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
