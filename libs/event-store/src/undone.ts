import { setTimeout as delay } from 'node:timers/promises';

/** A deadlock; others were first. */
const UNDONE = ['40P01', '40001'];
const MOST_TIMES = 6;
const FIRST_MS = 10;

/** Does a transaction again, a little later each time, when PostgreSQL has undone all of it because of others. */
export async function againWhenUndone<T>(transaction: () => Promise<T>): Promise<T> {
  for (let times = 1; ; times += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (times === MOST_TIMES || !isUndone(error)) throw error;
      await delay(FIRST_MS * 2 ** times * (0.5 + Math.random() / 2));
    }
  }
}

const isUndone = (error: unknown): boolean => UNDONE.includes((error as { code?: string }).code ?? '');
