import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 20;

/** For tests: calls `look` every 20 ms until it does not throw. @returns its result @throws its last error after `withinMs` */
export async function eventually<T>(look: () => T | Promise<T>, withinMs = 50_000): Promise<T> {
  for (const end = performance.now() + withinMs; ; await pause(EVERY_MS)) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}
