import { isDatabaseFault, valueFreeMessage } from '@ckm/telemetry';

/**
 * Why something failed, as it may be stored and shown: of a fault of the database nothing that may be a customer's words. Where none of a
 * host's addresses answers, Node's error has no message, only a code.
 */
export function reasonOf(error: Error & { code?: string }): string {
  if (!isDatabaseFault(error)) return error.message || error.code || error.name;
  const { code, table, column, constraint } = error;
  const where = ['SQLSTATE', code, table, column, constraint].filter(Boolean).join(' ');
  const message = valueFreeMessage(error);
  return message === null ? where : `${where}: ${message}`;
}
