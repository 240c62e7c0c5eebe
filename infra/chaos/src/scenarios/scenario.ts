import type { Target } from '../faults/acts.js';
import type { Upstream } from '../load/upstream.js';
import type { Setting } from '../site/installation.js';
import type { Site } from '../site/site.js';

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
