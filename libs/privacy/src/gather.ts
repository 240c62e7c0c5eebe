/**
 * While one call runs, the next gathers: many callers share one round trip, a lone caller never waits for company.
 * @param run answers a list of inputs with a list of outputs, in order
 */
export function gather<Input, Output>(run: (inputs: Input[]) => Promise<Output[]>): (input: Input) => Promise<Output> {
  type Waiting = { input: Input; resolve: (output: Output) => void; reject: (error: unknown) => void };
  const waiting: Waiting[] = [];
  let running = false;

  const drain = async (): Promise<void> => {
    running = true;
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
