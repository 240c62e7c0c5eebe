import { type DestinationStream, type Logger, pino } from 'pino';
import { currentTrace, traceIdOf } from './tracing.js';

export type { Logger } from 'pino';

/**
 * JSON lines, each with the trace that the running code belongs to. Personal data never goes here.
 * @param destination standard output unless given
 */
export const openLog = (service: string, level = 'info', destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      mixin: () => ({ traceId: traceIdOf(currentTrace()) ?? undefined }),
    },
    destination ?? pino.destination(1),
  );
