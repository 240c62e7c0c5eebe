import { rounded } from './emerging.js';
import { DAY, DAYS, FEWEST_BASE_DAYS, judge, type Judged, SILENCE, STEP, type ThemeCount } from './judge.js';
import { Watch } from './watch.js';

/** What was said of a theme in the 6 hours of one step. */
export interface Tally {
  theme: string;
  /** How many steps after 1970. */
  step: number;
  mentions: number;
  /** The first and the last of its customers, in whichever order: they are the same where one alone said it. */
  first: string;
  last: string;
}

export interface Lasting {
  theme: string;
  /** When it came up: milliseconds since 1970. */
  since: number;
  /** Items to be expected in the last 3 days. */
  base: number;
  /** Items of the last 3 days. */
  observed: number;
}

const PER_DAY = DAY / STEP;
const NOW = DAYS.now * PER_DAY;
const BASE = DAYS.base * PER_DAY;

/** Tallies that are taken up in one step of the computation. */
const AT_ONCE = 1_000;

/**
 * The themes that came up and last: as `emergingIn` tells them, judged at the end of each step. For `inTurns`: others may work meanwhile.
 * @param tallies in any order, one for each theme and step
 * @param end the step that is not over yet: it does not count
 */
export function* lastingAt(tallies: readonly Tally[], end: number): Generator<void, Lasting[]> {
  const began = beganIn(tallies) ?? end;
  const known = tallies.filter(({ step }) => step >= began);
  const themes = yield* themesOf(known, { began, end });
  const watch = new Watch();
  let judged: Judged[] = [];
  for (let step = began + NOW + FEWEST_BASE_DAYS * PER_DAY; step <= end; step++) {
    const counts = themes.map(theme => theme.before(step)).filter(({ observed, base }) => observed + base > 0);
    judged = judge(counts, Math.min(DAYS.base, (step - began) / PER_DAY - DAYS.now));
    for (const one of judged) watch.isNews(one, step * STEP);
    yield;
  }
  return judged.flatMap(({ theme, expected, observed }) => {
    const since = watch.sinceOf(theme, end * STEP);
    return since === null ? [] : [{ theme, since, base: rounded(expected), observed }];
  });
}

/** The first step behind the last silence. */
function beganIn(tallies: readonly Tally[]): number | undefined {
  const steps = [...new Set(tallies.map(({ step }) => step))].sort((a, b) => a - b);
  return steps.findLast((step, nth) => (step - (steps[nth - 1] ?? -Infinity)) * STEP >= SILENCE);
}

function* themesOf(tallies: readonly Tally[], steps: { began: number; end: number }): Generator<void, Theme[]> {
  const themes = new Map<string, Theme>();
  for (const [nth, tally] of tallies.entries()) {
    const theme = themes.get(tally.theme) ?? new Theme(tally.theme, steps);
    theme.add(tally);
    themes.set(tally.theme, theme);
    if (nth % AT_ONCE === AT_ONCE - 1) yield;
  }
  for (const theme of themes.values()) theme.sum();
  return [...themes.values()];
}

/** What was said of one theme, step by step: `before` is right after `sum`. */
class Theme {
  private readonly tallies = new Map<number, Tally>();
  private readonly began: number;
  /** Mentions before each step. */
  private readonly until: Int32Array;

  constructor(
    private readonly name: string,
    { began, end }: { began: number; end: number },
  ) {
    this.began = began;
    this.until = new Int32Array(end - began + 1);
  }

  add(tally: Tally): void {
    this.tallies.set(tally.step, tally);
    this.until[tally.step - this.began + 1]! += tally.mentions;
  }

  sum(): void {
    for (let at = 1; at < this.until.length; at++) this.until[at]! += this.until[at - 1]!;
  }

  before(step: number): ThemeCount {
    const observed = this.between(step - NOW, step);
    const base = this.between(step - NOW - BASE, step - NOW);
    return { theme: this.name, observed, base, customers: observed > 0 ? this.customersBefore(step) : 0 };
  }

  private between(from: number, to: number): number {
    return this.until[to - this.began]! - (this.until[from - this.began] ?? 0);
  }

  /** Of the last 3 days at least so many; one, where it was one alone. */
  private customersBefore(step: number): number {
    const customers = new Set<string>();
    for (let at = step - NOW; at < step; at++) {
      const { first, last } = this.tallies.get(at) ?? {};
      if (first !== undefined && last !== undefined) customers.add(first).add(last);
    }
    return customers.size;
  }
}
