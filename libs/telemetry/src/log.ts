import { type Logger, pino } from 'pino';
import { currentTrace, traceIdOf } from './tracing.js';

export type { Logger } from 'pino';

/** JSON lines on standard output, each with the trace that the running code belongs to. Personal data never goes here. */
export const openLog = (service: string, level = 'info'): Logger =>
  pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: label => ({ level: label }) },
    mixin: () => ({ traceId: traceIdOf(currentTrace()) ?? undefined }),
  });
