import { DatabaseError } from 'pg';

/** A fault of the database without the values that it quotes: they may be a customer's words. */
export function withoutValues(error: Error): Error {
  if (!(error instanceof DatabaseError)) return error;
  const { code, table, column, constraint } = error;
  return new Error(['SQLSTATE', code, table, column, constraint].filter(Boolean).join(' '));
}
