import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

const MAX_INPUTS = 500;
/** Where many ask at once, a moment's wait lets more of them share a round trip. */
const LINGER_MS = 2;

/**
 * Batches calls, as a data loader does: what is asked for while one call runs goes into the next one, so that many callers share a round
 * trip. A lone caller waits only for those of this turn of the event loop, or `lingerMs` after a call that was shared.
 * @param run answers at most 500 inputs with as many outputs, in their order; an error rejects all who share the call
 * @param lingerMs how long the next call waits for more callers after one that was shared
 */
export function batched<Input, Output>(
  run: (inputs: Input[]) => Promise<Output[]>,
  lingerMs = LINGER_MS,
): (input: Input) => Promise<Output> {
  type Waiting = { input: Input; resolve: (output: Output) => void; reject: (error: unknown) => void };
  const waiting: Waiting[] = [];
  let running = false;

  const drain = async (): Promise<void> => {
    running = true;
    await nextTurn();
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MAX_INPUTS);
      try {
        const outputs = await run(batch.map(one => one.input));
        batch.forEach((one, index) => one.resolve(outputs[index] as Output));
      } catch (error) {
        batch.forEach(one => one.reject(error));
      }
      if (batch.length > 1) await sleep(lingerMs);
    }
    running = false;
  };

  return input =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      if (!running) void drain();
    });
}
