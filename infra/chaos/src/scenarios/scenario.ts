import type { Target } from '../faults/inflict.js';
import type { Part } from '../faults/holds.js';
import type { Upstream } from '../load/upstream.js';
import type { Installation, Setting } from '../site/installation.js';
import type { Site } from '../site/site.js';
import { until } from '../site/until.js';

/** Where a scenario does what it does, while customers write. */
export interface Stage extends Target {
  site: Site;
  upstream: Upstream;
  /** In the tests what takes a minute by hand takes some seconds. */
  lasting: (byHand: number, inTest: number) => number;
  /** What must be so besides the promises. */
  claim: (what: string, holds: boolean) => void;
  /** So many messages must lie aside in the end, and no more. */
  aside: (count: number) => void;
}

export interface Scenario {
  does: string;
  /** What it shows besides all the others: nothing lost, doubled, out of order. */
  promise: string;
  on?: 'kafka';
  setting?: Setting;
  /** A team and a webhook are sent what customers say. */
  isSent?: boolean;
  /** Events a second of each of four lanes. */
  rate?: number;
  trouble(stage: Stage): Promise<void>;
}

export type Scenarios = Record<string, Scenario>;

/** What customers manage to say between two faults. */
export const A_FEW = 10;

/** Whoever ends of a fault is started again, and finds back with no merit of its own. */
export const nobodyHasEnded = ({ installation, claim }: Stage): void =>
  claim('no process has ended', !installation.said.includes('is started again'));

const STOPS_WITHIN_MS = 30_000;

/** Waits for it. @returns how the first of the processes has ended: `code 0`, `SIGKILL` */
export async function endOf(installation: Installation, part: Part): Promise<string> {
  const told = new RegExp(`${part} ended \\((.+)\\)`);
  const [, how = ''] = await until(
    `the end of ${part}`,
    STOPS_WITHIN_MS,
    () => told.exec(installation.said) ?? undefined,
  );
  return how;
}
