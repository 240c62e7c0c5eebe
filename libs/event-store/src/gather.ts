import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * While one call runs, the next gathers: many callers share one round trip. A lone caller waits for those of this turn of the event loop.
 * @param run answers a list of inputs with a list of outputs, in order
 */
export function gather<Input, Output>(run: (inputs: Input[]) => Promise<Output[]>): (input: Input) => Promise<Output> {
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
    }
    running = false;
  };

  return input =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      if (!running) void drain();
    });
}
