import type { Fault } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { HttpException } from '@nestjs/common';
import { CODES, type Code } from './codes.js';

/** A client's mistake, or a state in which the request cannot be answered. */
export class Problem extends Error {
  readonly status: number;

  constructor(
    readonly code: Code,
    detail: string = CODES[code].title,
    readonly faults: Fault[] = [],
    /** When to ask again. */
    readonly retryAfterS: number | null = null,
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
  if (error instanceof Rejection) return rejected(error);
  return frameworkProblem(error);
}

/** @param detail what CODES says of the code, unless more is known */
export const document = (code: Code, detail: string = CODES[code].title, faults: Fault[] = []): ProblemDocument => ({
  type: typeOf(code),
  ...CODES[code],
  code,
  detail,
  ...(faults.length > 0 ? { pointers: faults } : {}),
});

/** A rule that is not listed is answered all the same: a decider need not know of HTTP. */
function rejected({ slug, detail }: Rejection): ProblemDocument {
  if (isCode(slug)) return document(slug, detail);
  const title = slug.replaceAll('-', ' ');
  const status = slug.endsWith('-not-found') ? 404 : 409;
  return { type: typeOf(slug), title, status, code: slug, detail: detail ?? title };
}

const isCode = (slug: string): slug is Code => Object.hasOwn(CODES, slug);

const typeOf = (code: string): string => `urn:ckm:problem:${code}`;

const BY_STATUS: Record<number, Code> = {
  404: 'route-not-found',
  405: 'method-not-allowed',
  413: 'body-too-large',
  415: 'media-type-unknown',
};

/** What Fastify and Nest themselves refuse. */
function frameworkProblem(error: unknown): ProblemDocument | null {
  const status = refusedStatus(error);
  if (status === null) return null;
  const code = BY_STATUS[status] ?? 'request-invalid';
  return document(code, code === 'request-invalid' ? (error as Error).message : undefined);
}

/** Other errors may have a status too, that of a service they asked: what they say is not for the client. */
function refusedStatus(error: unknown): number | null {
  const { code = '', statusCode = 500 } = (error ?? {}) as { code?: string; statusCode?: number };
  // ECONNRESET with a status: the client went away while it sent the body.
  const byFastify = /^(FST_|ECONNRESET$)/.test(code) ? statusCode : 500;
  const status = error instanceof HttpException ? error.getStatus() : byFastify;
  return status >= 400 && status < 500 ? status : null;
}
