import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { GroupedText, ToName } from './grouping.js';

interface Inputs {
  join: readonly GroupedText[];
  regroup: readonly GroupedText[];
  name: readonly ToName[];
}

export type Task<Name extends keyof Inputs = keyof Inputs> = [name: Name, input: Inputs[Name]];

const THREAD = createRequire(import.meta.url).resolve('@ckm/enrichment/grouping-thread');

/**
 * What takes seconds goes on beside the requests and the road, in a thread that is gone afterwards with all the words that it was given.
 * @returns a string for each of the input, in its order: the id of its cluster, or its name
 * @throws AbortError when it is told to stop
 */
export function apart<Name extends keyof Inputs>(
  name: Name,
  input: Inputs[Name],
  stopping?: AbortSignal,
): Promise<string[]> {
  const thread = new Worker(THREAD, { workerData: [name, input] satisfies Task });
  return new Promise<string[]>((resolve, reject) => {
    const stop = () => reject(stopping!.reason as Error);
    if (stopping?.aborted) stop();
    stopping?.addEventListener('abort', stop, { once: true });
    thread.once('message', resolve).once('error', reject);
    thread.once('exit', code => reject(new Error(`grouping ended with ${code}`)));
  }).finally(() => thread.terminate());
}
