import { EFFECT_PROMISES } from './effect-promises.js';
import { LOG_PROMISES } from './log-promises.js';
import type { Seen } from './seen.js';

/** Declares one test for each promise. */
export function keepsItsPromises(seen: () => Seen): void {
  for (const [promise, brokenIn] of Object.entries({ ...LOG_PROMISES, ...EFFECT_PROMISES }))
    it(promise, () => expect(brokenIn(seen())).toEqual([]));
}
