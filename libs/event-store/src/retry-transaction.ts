import { setTimeout as delay } from 'node:timers/promises';

const DEADLOCK_DETECTED = '40P01';
const SERIALIZATION_FAILURE = '40001';
const MAX_ATTEMPTS = 6;
const FIRST_DELAY_MS = 10;

/**
 * Runs a transaction again, up to six times with a growing delay, when PostgreSQL rolled back all of it for a deadlock or a serialization
 * failure. Any other error is thrown at once, a lost connection too: nobody knows whether that transaction was committed.
 */
export async function retryTransaction<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isRolledBack(error)) throw error;
      await delay(FIRST_DELAY_MS * 2 ** attempt * (0.5 + Math.random() / 2));
    }
  }
}

const isRolledBack = (error: unknown): boolean =>
  [DEADLOCK_DETECTED, SERIALIZATION_FAILURE].includes((error as { code?: string }).code ?? '');
