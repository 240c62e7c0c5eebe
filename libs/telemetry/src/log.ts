import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { type DatabaseFault, isDatabaseFault, valueFreeMessage } from './database-fault.js';
import { currentTrace, traceIdOf } from './tracing.js';

export type { Logger } from 'pino';

/** Neither the values that the message quotes nor the fields that hold more of them: `detail`, TypeORM's `query` and `parameters`. */
function serializedFault(error: DatabaseFault): object {
  const { message, stack = '', code, table, column, constraint } = error;
  const shown = valueFreeMessage(error) ?? `SQLSTATE ${code}`;
  const type = error.constructor.name;
  return { type, message: shown, stack: stack.replace(message, () => shown), code, table, column, constraint };
}

/** A DOMException, such as a time-out's, has getters that throw on an object derived from it: a plain error with the same content. */
const plain = (error: Error): Error =>
  error instanceof DOMException
    ? Object.assign(new Error(error.message), { name: error.name, stack: error.stack })
    : error;

/**
 * As pino serialises it, but without the values of a database fault, at any depth of its causes and of the errors that it aggregates.
 * @param above the errors on the way to this one; one that comes again is left out, for causes can be circular
 */
function serialized(error: unknown, above: unknown[] = []): unknown {
  if (!(error instanceof Error)) return stdSerializers.err(error as Error);
  if (isDatabaseFault(error)) return serializedFault(error);
  const path = [...above, error];
  const below = (one: unknown): unknown => (path.includes(one) ? undefined : serialized(one, path));
  const { cause, errors } = error as { cause?: unknown; errors?: unknown };
  const own = Object.create(plain(error), { cause: { value: below(cause) }, errors: {} }) as Error;
  const shown = stdSerializers.err(own);
  return Array.isArray(errors) ? { ...shown, aggregateErrors: errors.map(below) } : shown;
}

/**
 * A log of JSON lines with `level`, `time` (ISO 8601), `service`, `msg` and, within a trace, `traceId`. An error is given as `err` or
 * `error`. Personal data never goes here.
 * @param level the least severe that is written
 * @param destination default: standard output
 */
export const openLog = (service: string, level = 'info', destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      serializers: { err: one => serialized(one), error: one => serialized(one) },
      mixin: () => ({ traceId: traceIdOf(currentTrace()) ?? undefined }),
    },
    destination ?? pino.destination(1),
  );
