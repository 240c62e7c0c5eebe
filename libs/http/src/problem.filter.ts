import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { HistoryUnknown } from '@ckm/event-sourcing';
import { currentTrace, type Logger, traceIdOf } from '@ckm/telemetry';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { MethodsOf } from './methods.js';
import { document, Problem, type ProblemDocument, problemOf } from './problem.js';

const MAX_DRAIN_MS = 60_000;
const RETRY_AFTER_S = 1;

/** The one place where an error of a route becomes an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Logger,
    private readonly knows: { methodsOf: MethodsOf; isTransient: (error: unknown) => boolean },
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const traceId = traceIdOf(currentTrace());
    if (!request.raw.readableEnded) await drain(request.raw);
    const known = this.transient(error) ?? error;
    if (known instanceof Problem && known.retryAfterS !== null) void reply.header('retry-after', known.retryAfterS);
    answer(reply, { ...(this.unrouted(request, reply) ?? this.problemOf(known)), traceId });
  }

  /** The problem with `Retry-After` that a transient fault is answered with; null for any other error. */
  private transient(error: unknown): Problem | null {
    const isUnknown = error instanceof HistoryUnknown;
    if (problemOf(error) || !(isUnknown || this.knows.isTransient(error))) return null;
    this.log.warn({ err: error }, 'a request has to be sent again');
    return new Problem(isUnknown ? 'history-unknown' : 'database-unavailable', undefined, [], RETRY_AFTER_S);
  }

  private problemOf(error: unknown): ProblemDocument {
    const problem = problemOf(error);
    if (problem) return problem;
    this.log.error({ err: error }, 'a request failed');
    return document('internal-error', 'An unexpected error.');
  }

  private unrouted(request: FastifyRequest, reply: FastifyReply): ProblemDocument | null {
    if (!request.is404) return null;
    const methods = this.knows.methodsOf(request.url);
    // Where files are served every path has a route: then the file does not exist.
    if (methods.length === 0 || methods.includes(request.method)) return document('route-not-found');
    void reply.header('allow', methods.join(', '));
    return document('method-not-allowed');
  }
}

/** Reads the rest of the body: a client whose connection is closed while it sends does not get the answer. */
async function drain(body: Readable): Promise<void> {
  body.resume();
  await finished(body, { signal: AbortSignal.timeout(MAX_DRAIN_MS) }).catch(() => undefined);
}

/** Answers what Fastify and its plugins refuse before a route is reached, such as a path that is not percent-encoded UTF-8. */
export const answerFrameworkError =
  (log: Logger) =>
  (error: FastifyError, _: FastifyRequest, reply: FastifyReply): void => {
    const isClientError = (error.statusCode ?? 500) < 500;
    if (!isClientError) log.error({ err: error }, 'a request failed');
    const problem = problemOf(error) ?? document(isClientError ? 'request-invalid' : 'internal-error');
    answer(reply, { ...problem, traceId: traceIdOf(currentTrace()) });
  };

function answer(reply: FastifyReply, problem: ProblemDocument): void {
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  void reply.status(problem.status).header('content-type', 'application/problem+json').send(problem);
}
