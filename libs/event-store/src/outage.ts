import { Rejection } from '@ckm/event-sourcing';
import { UnsafeRole } from './database.js';

const OUTAGE = /^(08|40|53|57|58)...$|^(25P03|25P04|55P03)$/;
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;

/**
 * The database could not do it now and will later: to be tried again for ever. An error without an SQLSTATE counts,
 * it comes from a lost connection; so ask only about errors of calls to the database.
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof UnsafeRole || error instanceof Rejection) return false;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && SQLSTATE.test(code) ? OUTAGE.test(code) : true;
}
