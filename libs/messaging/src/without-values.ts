import { DatabaseError } from 'pg';

/** What is said of files, blocks and rows by their numbers: it quotes no value, and tells what is damaged. */
const OF_FILES = /^(58|XX00[12])/;

/** A fault of the database without the values that it quotes: they may be a customer's words. */
export function withoutValues(error: Error): Error {
  if (!(error instanceof DatabaseError)) return error;
  const { code, table, column, constraint } = error;
  const where = ['SQLSTATE', code, table, column, constraint].filter(Boolean).join(' ');
  return new Error(OF_FILES.test(code ?? '') ? `${where}: ${error.message}` : where);
}

/** Why, without values. Of a name with several addresses, none of which answers, Node says nothing but the code. */
export const reasonOf = (error: Error & { code?: string }): string =>
  withoutValues(error).message || error.code || error.name;
