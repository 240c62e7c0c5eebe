/** A transaction begins with it that counts for somebody who waits: what takes longer is given up. The console waits for five seconds, also behind another count. */
export const COUNT_SOON = `SET LOCAL statement_timeout = '2s'`;

const QUERY_CANCELED = '57014';

/** What was counted; null where it was given up: too many rows are no reason to tell nothing else. */
export async function inTime<T>(count: Promise<T>): Promise<T | null> {
  try {
    return await count;
  } catch (error) {
    if ((error as { code?: string }).code === QUERY_CANCELED) return null;
    throw error;
  }
}
