import { repeatsOn } from '../promises/effect-promises.js';
import { type Part, PARTS, type Window, WINDOWS } from './holds.js';
import type { Site } from '../site/site.js';

/** What each part is killed in, in this order; the parts side by side. */
export type Drill = Record<Part, Window[]>;

const LEAST = 3;
/** Events between two kills of a part: a window is reached by work. */
const BREATH = 4;

// Only capture answers requests.
const ANSWERS: Window[] = ['before-commit', 'after-commit'];
const READS_AND_PUBLISHES: Window[] = ['after-publish', 'after-effects', 'before-commit'];

export const EVERY_WINDOW: Drill = {
  capture: [...ANSWERS, 'after-publish', ...ANSWERS, ...ANSWERS],
  enrichment: [...READS_AND_PUBLISHES, ...READS_AND_PUBLISHES],
  sharing: [...READS_AND_PUBLISHES, ...READS_AND_PUBLISHES],
  innovation: [...READS_AND_PUBLISHES, ...READS_AND_PUBLISHES],
};

/** With fewer kills of those who read: each costs its group the time of a session. */
export const EVERY_WINDOW_ON_KAFKA: Drill = {
  ...EVERY_WINDOW,
  enrichment: READS_AND_PUBLISHES,
  sharing: READS_AND_PUBLISHES,
  innovation: READS_AND_PUBLISHES,
};

export async function killInWindows({ installation, upstream }: Site, drill: Drill): Promise<void> {
  await Promise.all(
    PARTS.map(async part => {
      for (const window of drill[part]) {
        await installation.holds.killIn(part, window);
        await upstream.untilAcknowledged(BREATH);
      }
    }),
  );
}

/** Declares one test for each window, and one for what the windows leave behind. */
export function hitsEveryWindow(site: () => Site, drill: Drill): void {
  it.each(WINDOWS)('hits the window %s wherever it was asked for, at least three times', window => {
    const { holds } = site().installation;
    const asked = PARTS.map(part => drill[part].filter(one => one === window).length);
    expect(PARTS.map(part => holds.countOf(window, part))).toEqual(asked);
    expect(holds.countOf(window)).toBeGreaterThanOrEqual(LEAST);
  });

  it('has seen answers lost and messages published again', () => {
    const { upstream, seen, installation } = site();
    expect(upstream.unanswered).toBeGreaterThanOrEqual(installation.holds.countOf('after-commit'));
    expect(seen.sums.unanswered).toBeGreaterThanOrEqual(installation.holds.countOf('after-commit'));
    expect(repeatsOn(seen)).toBeGreaterThanOrEqual(installation.holds.countOf('after-publish'));
  });
}
