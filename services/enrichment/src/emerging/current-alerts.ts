import { rounded } from './emerging.js';
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

/** The mentions of a theme in one step of 6 hours. */
export interface Tally {
  theme: string;
  /** Steps since 1970. */
  step: number;
  mentions: number;
  /** Two of its customers; the same one twice where there is no other. */
  first: string;
  last: string;
}

export interface CurrentAlert {
  theme: string;
  /** When the theme emerged: milliseconds since 1970. */
  since: number;
  /** Items expected in the last 3 days. */
  base: number;
  /** Items of the last 3 days. */
  observed: number;
}

const STEPS_PER_DAY = DAY / STEP;
const WINDOW_STEPS = DAYS.window * STEPS_PER_DAY;
const BASELINE_STEPS = DAYS.baseline * STEPS_PER_DAY;

/** Then others have their turn. */
const TALLIES_A_TURN = 1_000;

/**
 * The alerts that are open at a moment, as `emergingIn` would have opened them, with a test at the end of each step. It yields every few
 * milliseconds, for `inTurns`.
 * @param tallies in any order, one for each theme and step
 * @param end the step that is not over yet: it does not count
 */
export function* currentAlerts(tallies: readonly Tally[], end: number): Generator<void, CurrentAlert[]> {
  const began = beganIn(tallies) ?? end;
  const known = tallies.filter(({ step }) => step >= began);
  const themes = yield* seriesOf(known, { began, end });
  const open = new OpenAlerts();
  let assessments: Assessment[] = [];
  for (let step = began + WINDOW_STEPS + MIN_BASELINE_DAYS * STEPS_PER_DAY; step <= end; step++) {
    const counts = themes.map(theme => theme.before(step)).filter(({ observed, baseline }) => observed + baseline > 0);
    assessments = assess(counts, Math.min(DAYS.baseline, (step - began) / STEPS_PER_DAY - DAYS.window));
    for (const one of assessments) open.update(one, step * STEP);
    yield;
  }
  return assessments.flatMap(({ theme, expected, observed }) => {
    const since = open.sinceOf(theme, end * STEP);
    return since === null ? [] : [{ theme, since, base: rounded(expected), observed }];
  });
}

/** The first step after the last silence. */
function beganIn(tallies: readonly Tally[]): number | undefined {
  const steps = [...new Set(tallies.map(({ step }) => step))].sort((a, b) => a - b);
  return steps.findLast((step, nth) => (step - (steps[nth - 1] ?? -Infinity)) * STEP >= SILENCE);
}

function* seriesOf(tallies: readonly Tally[], steps: { began: number; end: number }): Generator<void, ThemeSeries[]> {
  const themes = new Map<string, ThemeSeries>();
  for (const [nth, tally] of tallies.entries()) {
    const theme = themes.get(tally.theme) ?? new ThemeSeries(tally.theme, steps);
    theme.add(tally);
    themes.set(tally.theme, theme);
    if (nth % TALLIES_A_TURN === TALLIES_A_TURN - 1) yield;
  }
  for (const theme of themes.values()) theme.accumulate();
  return [...themes.values()];
}

/** The time series of one theme. All is added, then accumulated once, then asked for. */
class ThemeSeries {
  private readonly tallies = new Map<number, Tally>();
  private readonly began: number;
  /** Prefix sums: how many mentions came before each step. */
  private readonly cumulative: Int32Array;

  constructor(
    private readonly name: string,
    { began, end }: { began: number; end: number },
  ) {
    this.began = began;
    this.cumulative = new Int32Array(end - began + 1);
  }

  add(tally: Tally): void {
    this.tallies.set(tally.step, tally);
    this.cumulative[tally.step - this.began + 1]! += tally.mentions;
  }

  accumulate(): void {
    for (let at = 1; at < this.cumulative.length; at++) this.cumulative[at]! += this.cumulative[at - 1]!;
  }

  before(step: number): ThemeCount {
    const windowStart = step - WINDOW_STEPS;
    const observed = this.between(windowStart, step);
    const baseline = this.between(windowStart - BASELINE_STEPS, windowStart);
    return { theme: this.name, observed, baseline, customers: observed > 0 ? this.customersBefore(step) : 0 };
  }

  private between(from: number, to: number): number {
    return this.cumulative[to - this.began]! - (this.cumulative[from - this.began] ?? 0);
  }

  /** A lower bound of the customers in the window: 1 only where it was one alone. */
  private customersBefore(step: number): number {
    const customers = new Set<string>();
    for (let at = step - WINDOW_STEPS; at < step; at++) {
      const tally = this.tallies.get(at);
      if (tally) customers.add(tally.first).add(tally.last);
    }
    return customers.size;
  }
}
