import { EFFECT_PROMISES } from './effect-promises.js';
import { LOG_PROMISES, type Promised } from './log-promises.js';
import { RECEIVER_PROMISES } from './receiver-promises.js';
import type { Seen } from './seen.js';

export const PROMISES: Record<string, Promised> = { ...LOG_PROMISES, ...EFFECT_PROMISES, ...RECEIVER_PROMISES };

/** Declares one test for each promise. */
export function keepsItsPromises(seen: () => Seen): void {
  for (const [promise, brokenIn] of Object.entries(PROMISES)) it(promise, () => expect(brokenIn(seen())).toEqual([]));
}
