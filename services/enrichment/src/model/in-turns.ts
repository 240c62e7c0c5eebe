import { setImmediate } from 'node:timers/promises';

/** Others, a heartbeat among them, wait no longer than this and one step. */
const SLICE_MS = 8;

let turn: Promise<void> = Promise.resolve();

/**
 * Runs the steps of a long computation so that the event loop goes on between them.
 * Of several computations one at a time has its slice: together they hold nobody up longer than one.
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
