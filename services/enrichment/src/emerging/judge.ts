import { rejectedUpTo, tailOf } from './gamma-poisson.js';

/** The days that are looked at, and those before them that they are compared with. */
export const DAYS = { now: 3, base: 28 } as const;
/** Before so much of the base is known, everything would be new. */
export const FEWEST_BASE_DAYS = 7;
/** How often: more often, and chance would have more chances. */
const STEP_HOURS = 6;
const HOUR = 3_600_000;
/** Milliseconds. */
export const DAY = 24 * HOUR;
/** Milliseconds. */
export const STEP = STEP_HOURS * HOUR;
/** Milliseconds in which nobody says anything: behind them a stream begins anew, for nothing of what came before counts. */
export const SILENCE = (DAYS.now + DAYS.base) * DAY;

/** What was said of a theme until one moment. */
export interface ThemeCount {
  theme: string;
  /** Items of the last 3 days. */
  observed: number;
  /** Items of the 28 days before them. */
  base: number;
  /** Distinct customers of the last 3 days. */
  customers: number;
}

export interface Judged extends ThemeCount {
  /** Items to be expected in the 3 days: the base at the volume of now. */
  expected: number;
  /** It comes up now. */
  emerges: boolean;
  /** It is still more than usual: an alert that was given holds. */
  lasts: boolean;
}

/** In 3 days; each step has its part, for it looks at nearly the same items as the one before. */
const FALSE_DISCOVERIES = 0.01;
const STEPS = (DAYS.now * DAY) / STEP;
const FEWEST = 4;
const FEWEST_CUSTOMERS = 2;
/** Of the expected number: a small rise of much is certain soon, and no news. */
const RISE = 2;
const LASTS = 0.05;
/** Of a theme without a base, on its own: among hundreds of themes its first four items would else pass for chance. */
const NEW = 0.001;
/** Items a day that count as volume although nobody wrote them: a theme that is alone is compared by days only. */
const QUIET = 0.5;

/**
 * Judges all themes of one moment together. A theme is compared with the volume of the others, which holds the rhythm of the week and growth; one
 * without a base is new, and emerges as soon as it has 4 items of two customers.
 * @param baseDays how many of the 28 days are known: a stream begins somewhere
 */
export function judge(counts: readonly ThemeCount[], baseDays: number): Judged[] {
  const total = { observed: sum(counts.map(one => one.observed)), base: sum(counts.map(one => one.base)) };
  const tested = counts.map(count => {
    const exposure =
      (total.observed - count.observed + QUIET * DAYS.now) / (total.base - count.base + QUIET * Math.max(baseDays, 1));
    return { count, expected: count.base * exposure, tail: tailOf(count.observed, count.base, exposure) };
  });
  const limit = rejectedUpTo(
    tested.map(({ tail }) => tail),
    FALSE_DISCOVERIES / STEPS,
  );
  return tested.map(({ count, expected, tail }) => {
    const isEnough =
      count.observed >= FEWEST && count.customers >= FEWEST_CUSTOMERS && count.observed >= RISE * expected;
    const isRare = tail <= (count.base === 0 ? Math.max(limit, NEW) : limit);
    return { ...count, expected, emerges: isEnough && isRare, lasts: count.observed >= FEWEST && tail <= LASTS };
  });
}

const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);
