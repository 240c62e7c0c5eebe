import { setTimeout as rest } from 'node:timers/promises';

/** Asks until there is an answer; says what it waited for when there is none in time. */
export async function until<T>(
  what: string,
  withinMs: number,
  ask: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${withinMs / 1_000} s`);
    await rest(20);
  }
}
