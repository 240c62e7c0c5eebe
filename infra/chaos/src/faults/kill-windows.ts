import { repeatsOn } from '../promises/effect-promises.js';
import { type Part, PARTS, type Window, WINDOWS } from './holds.js';
import type { Site } from '../site/site.js';

/** The windows in which each part is killed, in this order; the parts side by side. */
export type Kills = Record<Part, Window[]>;

const LEAST = 3;
/** Between two kills of a part: only work reaches a window. */
const EVENTS_BETWEEN = 4;

// Only capture answers requests.
const ANSWERS: Window[] = ['before-commit', 'after-commit'];
const READS_AND_PUBLISHES: Window[] = ['after-publish', 'after-effects', 'before-commit'];

/** Each window three times; readers once in each, as on Kafka each costs its consumer group a session time-out. */
export const EVERY_WINDOW: Kills = {
  capture: [...ANSWERS, 'after-publish', ...ANSWERS, ...ANSWERS],
  enrichment: READS_AND_PUBLISHES,
  sharing: READS_AND_PUBLISHES,
  innovation: READS_AND_PUBLISHES,
};

export async function killInWindows({ installation, upstream }: Site, kills: Kills): Promise<void> {
  await Promise.all(
    PARTS.map(async part => {
      for (const window of kills[part]) {
        await installation.holds.killIn(part, window);
        await upstream.untilAcknowledged(EVENTS_BETWEEN);
      }
    }),
  );
}

/** Declares one test for each window, and one for what the windows leave behind. */
export function hitsEveryWindow(site: () => Site, kills: Kills): void {
  it.each(WINDOWS)('hits the window %s wherever it was asked for, at least three times', window => {
    const { holds } = site().installation;
    const asked = PARTS.map(part => kills[part].filter(one => one === window).length);
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
