import { DAY, DAYS, FEWEST_BASE_DAYS, judge, type Judged, SILENCE, STEP, type ThemeCount } from './judge.js';
import { Watch } from './watch.js';

/** Somebody said something of a theme. */
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
  /** Items to be expected in 3 days. */
  base: number;
  /** Items of the last 3 days. */
  observed: number;
  /** Distinct customers of the last 3 days. */
  customers: number;
}

/**
 * The themes that come up in a stream, in order of time. One that lasts is told once: until for 3 days it was not more than usual.
 * @param mentions in any order
 */
export function emergingIn(mentions: readonly Mention[]): Alert[] {
  const sorted = [...mentions].sort((a, b) => a.at - b.at);
  let began = 0;
  const counter = new Counter();
  const watch = new Watch();
  const alerts: Alert[] = [];
  sorted.forEach((mention, nth) => {
    counter.add(mention);
    const { at } = mention;
    if (beginsWith(nth, sorted)) began = at;
    const isLastOfStep = Math.floor((sorted[nth + 1]?.at ?? Infinity) / STEP) > Math.floor(at / STEP);
    const baseDays = Math.min(DAYS.base, (at - began) / DAY - DAYS.now);
    if (!isLastOfStep || baseDays < FEWEST_BASE_DAYS) return;
    for (const judged of judge(counter.until(at), baseDays)) {
      if (watch.isNews(judged, at)) alerts.push(alertOf(judged, at));
    }
  });
  return alerts;
}

/** The first of all, or the first behind a silence. */
const beginsWith = (nth: number, sorted: readonly Mention[]): boolean =>
  nth === 0 || sorted[nth]!.at - sorted[nth - 1]!.at >= SILENCE;

const alertOf = ({ theme, expected, observed, customers }: Judged, at: number): Alert => ({
  theme,
  at,
  base: rounded(expected),
  observed,
  customers,
});

/** Items to be expected, as they are told. */
export const rounded = (items: number): number => Math.round(items * 100) / 100;

/** Counts per theme over the days that slide. */
class Counter {
  private readonly themes = new Map<string, Mention[]>();

  add(mention: Mention): void {
    const mentions = this.themes.get(mention.theme);
    if (mentions) mentions.push(mention);
    else this.themes.set(mention.theme, [mention]);
  }

  /** Of all themes that were mentioned in the days that count; the others are forgotten. */
  until(at: number): ThemeCount[] {
    const [now, base] = [at - DAYS.now * DAY, at - (DAYS.now + DAYS.base) * DAY];
    const counts: ThemeCount[] = [];
    for (const [theme, mentions] of this.themes) {
      mentions.splice(0, firstAfter(mentions, base));
      if (mentions.length === 0) this.themes.delete(theme);
      else counts.push(countOf(theme, mentions, firstAfter(mentions, now)));
    }
    return counts;
  }
}

function countOf(theme: string, mentions: Mention[], base: number): ThemeCount {
  const customers = new Set(mentions.slice(base).map(({ customer }) => customer)).size;
  return { theme, observed: mentions.length - base, base, customers };
}

/** How many were at or before the moment. */
function firstAfter(mentions: Mention[], moment: number): number {
  let [from, to] = [0, mentions.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (mentions[middle]!.at <= moment) from = middle + 1;
    else to = middle;
  }
  return from;
}
