import { setImmediate as nextTurn, setTimeout as rest } from 'node:timers/promises';

/** Where many ask at once, a moment's wait lets more of them share a round trip. */
const LINGER_MS = 2;

/**
 * While one call runs, the next gathers: many callers share one round trip. A lone caller waits only for those of this
 * turn of the event loop, or a moment after a call that was shared.
 * @param run answers a list of inputs with a list of outputs, in order
 * @param lingerMs after a call that was shared
 */
export function gather<Input, Output>(
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
      const batch = waiting.splice(0, 500);
      try {
        const outputs = await run(batch.map(one => one.input));
        batch.forEach((one, index) => one.resolve(outputs[index] as Output));
      } catch (error) {
        batch.forEach(one => one.reject(error));
      }
      if (batch.length > 1) await rest(lingerMs);
    }
    running = false;
  };

  return input =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      if (!running) void drain();
    });
}
