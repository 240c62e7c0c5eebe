/**
 * SQL: the first statement of a transaction that counts rows for somebody who waits. A count that takes longer is cancelled: the console
 * waits for five seconds, and one count may wait behind another.
 */
export const COUNT_TIMEOUT = `SET LOCAL statement_timeout = '2s'`;

const QUERY_CANCELED = '57014';

/** What was counted; null where the count was cancelled, so that everything else can still be answered. Other errors are thrown. */
export async function nullOnTimeout<T>(count: Promise<T>): Promise<T | null> {
  try {
    return await count;
  } catch (error) {
    if ((error as { code?: string }).code === QUERY_CANCELED) return null;
    throw error;
  }
}
