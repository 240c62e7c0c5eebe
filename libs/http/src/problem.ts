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
    /** Seconds after which to ask again: the answer's `Retry-After`. Null: asking again does not help. */
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

/** The answer to an error of the client, or to a state that the client can wait for. Null for a fault of ours, whose cause is for the log only. */
export function problemOf(error: unknown): ProblemDocument | null {
  if (error instanceof Problem) return document(error.code, error.message, error.faults);
  if (error instanceof Rejection) return rejected(error);
  return frameworkProblem(error);
}

/** @param detail default: the title of the code */
export const document = (code: Code, detail: string = CODES[code].title, faults: Fault[] = []): ProblemDocument => ({
  type: typeOf(code),
  ...CODES[code],
  code,
  detail,
  ...(faults.length > 0 ? { pointers: faults } : {}),
});

/** Deciders know nothing of HTTP: a slug that is not listed in CODES is answered as well. */
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

/** What Fastify or Nest refused by itself. */
function frameworkProblem(error: unknown): ProblemDocument | null {
  const status = refusedStatus(error);
  if (status === null) return null;
  const code = BY_STATUS[status] ?? 'request-invalid';
  return document(code, code === 'request-invalid' ? (error as Error).message : undefined);
}

/** Null for other errors: they may have a status as well, that of a service they called, and their message is not for the client. */
function refusedStatus(error: unknown): number | null {
  const { code = '', statusCode = 500 } = (error ?? {}) as { code?: string; statusCode?: number };
  // ECONNRESET with a status: the client went away while it sent the body.
  const byFastify = /^(FST_|ECONNRESET$)/.test(code) ? statusCode : 500;
  const status = error instanceof HttpException ? error.getStatus() : byFastify;
  return status >= 400 && status < 500 ? status : null;
}
