import { setImmediate } from 'node:timers/promises';

/** Other work, such as a heartbeat, waits no longer than this and one step. */
const SLICE_MS = 8;

let turn: Promise<void> = Promise.resolve();

/**
 * Runs the steps of a long computation in time slices, and yields to the event loop between them.
 * Several computations take turns, a slice each, so that together they block the loop no longer than one.
 */
export async function inTurns<Result>(steps: Generator<void, Result>): Promise<Result> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    turn = turn.then(() => setImmediate());
    await turn;
  }
}
