import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 100;

/** Looks again and again until nothing is thrown. @returns what was seen then; after `withinMs` the last error is thrown */
export async function eventually<T>(look: () => T | Promise<T>, withinMs = 60_000): Promise<T> {
  for (const end = Date.now() + withinMs; ; await pause(EVERY_MS)) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
