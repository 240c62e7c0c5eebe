import type { Holds, Part, Window } from './holds.js';

/** What each part is killed in, in this order; the parts side by side. */
export type Drill = Partial<Record<Part, Window[]>>;

/** Every window that a part has: only capture answers requests, and sharing publishes nothing. */
export const EVERY_WINDOW: Drill = {
  capture: ['before-commit', 'after-commit', 'after-publish'],
  enrichment: ['after-effects', 'after-publish', 'before-commit'],
  sharing: ['after-effects', 'before-commit'],
  innovation: ['after-publish', 'before-commit', 'after-effects'],
};

/** Needs customers who write meanwhile: a window is reached by work. */
export async function killInEachWindow(holds: Holds, drill: Drill): Promise<void> {
  await Promise.all(
    (Object.entries(drill) as [Part, Window[]][]).map(async ([part, windows]) => {
      for (const window of windows) await holds.killIn(part, window);
    }),
  );
}
