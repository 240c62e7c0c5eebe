import { OpenAlerts } from './open-alerts.js';
import {
  assess,
  type Assessment,
  DAY,
  DAYS,
  MIN_BASELINE_DAYS,
  SILENCE,
  STEP,
  type ThemeCount,
} from './surveillance.js';

/** A customer mentioned a theme. */
export interface Mention {
  /** Milliseconds since 1970. */
  at: number;
  theme: string;
  customer: string;
}

export interface Alert {
  theme: string;
  /** When it was known: milliseconds since 1970. */
  at: number;
  /** Items expected in 3 days. */
  base: number;
  /** Items of the last 3 days. */
  observed: number;
  /** Distinct customers of the last 3 days. */
  customers: number;
}

/**
 * The themes that emerge in a stream, in order of time. A theme gets no second alert until it was not more than usual for 3 days.
 * @param mentions in any order
 */
export function emergingIn(mentions: readonly Mention[]): Alert[] {
  const sorted = [...mentions].sort((a, b) => a.at - b.at);
  let began = 0;
  const counts = new SlidingCounts();
  const open = new OpenAlerts();
  const alerts: Alert[] = [];
  sorted.forEach((mention, nth) => {
    counts.add(mention);
    const { at } = mention;
    if (beginsStream(nth, sorted)) began = at;
    const isLastOfStep = Math.floor((sorted[nth + 1]?.at ?? Infinity) / STEP) > Math.floor(at / STEP);
    const baselineDays = Math.min(DAYS.baseline, (at - began) / DAY - DAYS.window);
    if (!isLastOfStep || baselineDays < MIN_BASELINE_DAYS) return;
    for (const assessment of assess(counts.until(at), baselineDays)) {
      if (open.update(assessment, at)) alerts.push(alertOf(assessment, at));
    }
  });
  return alerts;
}

/** The first mention of all, or the first after a silence. */
const beginsStream = (nth: number, sorted: readonly Mention[]): boolean =>
  nth === 0 || sorted[nth]!.at - sorted[nth - 1]!.at >= SILENCE;

const alertOf = ({ theme, expected, observed, customers }: Assessment, at: number): Alert => ({
  theme,
  at,
  base: rounded(expected),
  observed,
  customers,
});

/** Expected items, to two decimals. */
export const rounded = (items: number): number => Math.round(items * 100) / 100;

/** Counts per theme in the sliding window and in the baseline before it. */
class SlidingCounts {
  private readonly mentions = new Map<string, Mention[]>();

  /** @param mention no earlier than those before */
  add(mention: Mention): void {
    const known = this.mentions.get(mention.theme);
    if (known) known.push(mention);
    else this.mentions.set(mention.theme, [mention]);
  }

  /** Of the themes that were mentioned in the window or the baseline; what came before is forgotten. */
  until(at: number): ThemeCount[] {
    const windowStart = at - DAYS.window * DAY;
    const baselineStart = windowStart - DAYS.baseline * DAY;
    const counts: ThemeCount[] = [];
    for (const [theme, mentions] of this.mentions) {
      mentions.splice(0, countUpTo(baselineStart, mentions));
      if (mentions.length === 0) this.mentions.delete(theme);
      else counts.push(countOf(theme, mentions, countUpTo(windowStart, mentions)));
    }
    return counts;
  }
}

function countOf(theme: string, mentions: Mention[], baseline: number): ThemeCount {
  const customers = new Set(mentions.slice(baseline).map(({ customer }) => customer)).size;
  return { theme, observed: mentions.length - baseline, baseline, customers };
}

/** How many of the sorted mentions came at or before the moment, by binary search. */
function countUpTo(moment: number, mentions: Mention[]): number {
  let [from, to] = [0, mentions.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (mentions[middle]!.at <= moment) from = middle + 1;
    else to = middle;
  }
  return from;
}
