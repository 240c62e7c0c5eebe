import type { Fault } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { CODES, type Code } from './codes.js';

/** A client's mistake, or a state in which the request cannot be answered. */
export class Problem extends Error {
  readonly status: number;

  constructor(
    readonly code: Code,
    detail: string = CODES[code].title,
    readonly faults: Fault[] = [],
  ) {
    super(detail);
    this.name = 'Problem';
    this.status = CODES[code].status;
  }
}

/** RFC 9457, with a stable `code`, a pointer per fault and the request's trace. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  pointers?: Fault[];
  traceId?: string | null;
}

/** Null for a fault of ours: its cause is for the log, not for the client. */
export function problemOf(error: unknown): ProblemDocument | null {
  if (error instanceof Problem) return document(error.code, error.message, error.faults);
  if (error instanceof Rejection) return document(error.slug as Code, error.message);
  return frameworkProblem(error);
}

/** @param detail what CODES says of the code, unless more is known */
export const document = (code: Code, detail: string = CODES[code].title, faults: Fault[] = []): ProblemDocument => {
  const known = (CODES as Partial<typeof CODES>)[code] ?? {
    status: code.endsWith('-not-found') ? 404 : 409,
    title: detail,
  };
  return {
    type: `urn:ckm:problem:${code}`,
    title: known.title,
    status: known.status,
    code,
    detail,
    ...(faults.length > 0 ? { pointers: faults } : {}),
  };
};

const BY_STATUS: Record<number, Code> = {
  404: 'route-not-found',
  405: 'method-not-allowed',
  413: 'body-too-large',
  415: 'media-type-unknown',
};

/** What Fastify and Nest themselves refuse. */
function frameworkProblem(error: unknown): ProblemDocument | null {
  const { statusCode, status, message } = error as { statusCode?: number; status?: number; message?: string };
  const found = statusCode ?? status ?? 500;
  if (found >= 500 || found < 400) return null;
  const code = BY_STATUS[found] ?? 'request-invalid';
  return document(code, code === 'request-invalid' ? String(message) : CODES[code].title);
}
