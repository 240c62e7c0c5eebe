import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 20;

/** For tests: looks again and again until nothing is thrown. @returns what was seen then; after `withinMs` the last error is thrown */
export async function eventually<T>(look: () => T | Promise<T>, withinMs = 50_000): Promise<T> {
  for (const end = performance.now() + withinMs; ; await pause(EVERY_MS)) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}
