import { DAYS, judge, type Judged, STEP_HOURS, type ThemeCount } from './judge.js';

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

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEP = STEP_HOURS * HOUR;
/** Before so much of the base is known, everything would be new. */
const FEWEST_BASE_DAYS = 7;

/**
 * The themes that come up in a stream, in order of time. One that lasts is told once: until for 3 days it was not more than usual.
 * @param mentions in any order
 */
export function emergingIn(mentions: readonly Mention[]): Alert[] {
  const sorted = [...mentions].sort((a, b) => a.at - b.at);
  const began = sorted[0]?.at ?? 0;
  const counter = new Counter();
  /** Theme → when it was last more than usual. */
  const open = new Map<string, number>();
  const alerts: Alert[] = [];
  sorted.forEach((mention, nth) => {
    counter.add(mention);
    const { at } = mention;
    const isLastOfStep = Math.floor((sorted[nth + 1]?.at ?? Infinity) / STEP) > Math.floor(at / STEP);
    const baseDays = Math.min(DAYS.base, (at - began) / DAY - DAYS.now);
    if (!isLastOfStep || baseDays < FEWEST_BASE_DAYS) return;
    for (const judged of judge(counter.until(at), baseDays)) {
      if (isNews(judged, open, at)) alerts.push(alertOf(judged, at));
    }
  });
  return alerts;
}

/** Keeps in `open` what lasts. */
function isNews({ theme, emerges, lasts }: Judged, open: Map<string, number>, at: number): boolean {
  const isOpen = at - (open.get(theme) ?? -Infinity) <= DAYS.now * DAY;
  if (emerges || (isOpen && lasts)) open.set(theme, at);
  return emerges && !isOpen;
}

const alertOf = ({ theme, expected, observed, customers }: Judged, at: number): Alert => ({
  theme,
  at,
  base: Math.round(expected * 100) / 100,
  observed,
  customers,
});

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
