/** An error of PostgreSQL, as `pg` throws it and as TypeORM copies it beside the query and its parameters. */
export interface DatabaseFault extends Error {
  severity: string;
  /** SQLSTATE: five characters, the first two are its class. */
  code: string;
  table?: string;
  column?: string;
  constraint?: string;
}

export const isDatabaseFault = (error: unknown): error is DatabaseFault =>
  error instanceof Error && 'severity' in error && 'code' in error;

/**
 * The SQLSTATEs whose message names connections, roles, tables, columns and files, and quotes no value. Of class 42 all but `42601` and
 * `42602`, which quote the text that could not be parsed: the words of a search, for one.
 */
const QUOTES_NO_VALUE = /^(08|23|25|28|3D|40|42(?!60[12])|53|55|57|58|XX00[12])/;

/** The fault's message; null where it may quote a value of a row or a parameter, which may be a customer's words. */
export const valueFreeMessage = ({ code, message }: DatabaseFault): string | null =>
  QUOTES_NO_VALUE.test(code) ? message : null;
