import { benjaminiHochbergThreshold, tailProbability } from './gamma-poisson.js';

/** The window under surveillance, and the baseline before it that it is compared with. */
export const DAYS = { window: 3, baseline: 28 } as const;
/** While less of the baseline is known, every theme would look new. */
export const MIN_BASELINE_DAYS = 7;
const HOUR = 3_600_000;
/** In milliseconds. */
export const DAY = 24 * HOUR;
/** Milliseconds from one test to the next: testing more often would give chance more opportunities. */
export const STEP = 6 * HOUR;
/** Milliseconds without a mention after which a stream begins anew: neither window nor baseline reaches back to what came before. */
export const SILENCE = (DAYS.window + DAYS.baseline) * DAY;

/** The mentions of a theme up to one moment. */
export interface ThemeCount {
  theme: string;
  /** Items in the window: the last 3 days. */
  observed: number;
  /** Items in the baseline: the 28 days before the window. */
  baseline: number;
  /** Distinct customers in the window. */
  customers: number;
}

export interface Assessment extends ThemeCount {
  /** Items expected in the window: those of the baseline, scaled to the present volume. */
  expected: number;
  /** Significantly more than expected: opens an alert. */
  emerges: boolean;
  /** Still more than usual: keeps an alert open. */
  lasts: boolean;
}

/** Per window. Each step has its share of it, for consecutive steps look at nearly the same items. */
const FALSE_DISCOVERY_RATE = 0.01;
const STEPS_PER_WINDOW = (DAYS.window * DAY) / STEP;
const MIN_ITEMS = 4;
const MIN_CUSTOMERS = 2;
/** Observed over expected: a small rise of a frequent theme is soon significant, but no news. */
const MIN_RATIO = 2;
/** An alert stays open up to this p-value. */
const LASTING_P_VALUE = 0.05;
/** Enough for a theme without a baseline: among hundreds of themes its first four items would otherwise pass for chance. */
const NEW_THEME_P_VALUE = 0.001;
/** Added to the volume of the other themes, so that a theme that is alone is compared by days only. */
const PSEUDO_ITEMS_PER_DAY = 0.5;

/**
 * Tests all themes at one moment. A theme is compared with the volume of the others, which accounts for weekly rhythm and growth; a theme without a
 * baseline is new, and emerges as soon as it has 4 items from two customers.
 * @param baselineDays how many of the 28 days are known, for a stream begins somewhere
 */
export function assess(counts: readonly ThemeCount[], baselineDays: number): Assessment[] {
  const total = { observed: sum(counts.map(one => one.observed)), baseline: sum(counts.map(one => one.baseline)) };
  const tested = counts.map(count => {
    const volume = total.observed - count.observed + PSEUDO_ITEMS_PER_DAY * DAYS.window;
    const volumeBefore = total.baseline - count.baseline + PSEUDO_ITEMS_PER_DAY * Math.max(baselineDays, 1);
    const exposure = volume / volumeBefore;
    const pValue = tailProbability(count.observed, count.baseline, exposure);
    return { count, expected: count.baseline * exposure, pValue };
  });
  const threshold = benjaminiHochbergThreshold(
    tested.map(({ pValue }) => pValue),
    FALSE_DISCOVERY_RATE / STEPS_PER_WINDOW,
  );
  return tested.map(({ count, expected, pValue }) => {
    const isEnough =
      count.observed >= MIN_ITEMS && count.customers >= MIN_CUSTOMERS && count.observed >= MIN_RATIO * expected;
    const isSignificant = pValue <= (count.baseline === 0 ? Math.max(threshold, NEW_THEME_P_VALUE) : threshold);
    const lasts = count.observed >= MIN_ITEMS && pValue <= LASTING_P_VALUE;
    return { ...count, expected, emerges: isEnough && isSignificant, lasts };
  });
}

const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);
