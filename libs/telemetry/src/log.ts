import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { currentTrace, traceIdOf } from './tracing.js';

export type { Logger } from 'pino';

/**
 * The classes of SQLSTATE whose message names connections, roles, tables, columns and files, and quotes no value. `42601` and `42602` quote what
 * could not be read: the words of a search, for one.
 */
const QUOTES_NONE = /^(08|23|25|28|3D|40|42(?!60[12])|53|55|57|58|XX00[12])/;

/** As `pg` has it, and TypeORM, which copies it beside the query and its parameters. */
interface DatabaseFault extends Error {
  severity: string;
  code: string;
  table?: string;
  column?: string;
  constraint?: string;
}

const isOfDatabase = (error: unknown): error is DatabaseFault =>
  error instanceof Error && 'severity' in error && 'code' in error;

/** A fault of the database without the values that it quotes: they may be a customer's words. */
function withoutValues(error: DatabaseFault): object {
  const { message, stack = '', code, table, column, constraint } = error;
  const said = QUOTES_NONE.test(code) ? message : `SQLSTATE ${code}`;
  const type = error.constructor.name;
  return { type, message: said, stack: stack.replace(message, () => said), code, table, column, constraint };
}

/** An error of the platform, as of a time-out, tells nothing through another object. */
const plain = (error: Error): Error =>
  error instanceof DOMException
    ? Object.assign(new Error(error.message), { name: error.name, stack: error.stack })
    : error;

/** Without values, also in its causes and in the errors that it gathers; else as pino has it. */
function serialized(error: unknown, above: unknown[] = []): unknown {
  if (!(error instanceof Error)) return stdSerializers.err(error as Error);
  if (isOfDatabase(error)) return withoutValues(error);
  const path = [...above, error];
  const below = (one: unknown): unknown => (path.includes(one) ? undefined : serialized(one, path));
  const { cause, errors } = error as { cause?: unknown; errors?: unknown };
  const own = Object.create(plain(error), { cause: { value: below(cause) }, errors: {} }) as Error;
  const told = stdSerializers.err(own);
  return Array.isArray(errors) ? { ...told, aggregateErrors: errors.map(below) } : told;
}

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
      serializers: { err: one => serialized(one), error: one => serialized(one) },
      mixin: () => ({ traceId: traceIdOf(currentTrace()) ?? undefined }),
    },
    destination ?? pino.destination(1),
  );
