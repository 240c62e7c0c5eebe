import { type Logger, currentTrace, traceIdOf } from '@ckm/telemetry';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { document, problemOf } from './problem.js';

/** The one place where an error becomes an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error);
    if (problem === null) this.log.error({ err: error }, 'a request failed');
    const answer = {
      ...(problem ?? document('internal-error', 'An unexpected error.')),
      traceId: traceIdOf(currentTrace()),
    };
    if (answer.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply.status(answer.status).header('content-type', 'application/problem+json').send(answer);
  }
}
