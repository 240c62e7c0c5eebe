import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { GroupedText } from './grouping.js';
import type { ToName } from './names.js';

interface Inputs {
  join: readonly GroupedText[];
  regroup: readonly GroupedText[];
  name: readonly ToName[];
}

export type Task<Name extends keyof Inputs = keyof Inputs> = [name: Name, input: Inputs[Name]];

/** Null where there is no name. */
type Answer = (string | null)[];

const THREAD = createRequire(import.meta.url).resolve('@ckm/enrichment/grouping-thread');

/** The end of the last of each name that was begun: what came of it, words among it, is not kept. */
const running = new Map<keyof Inputs, Promise<void>>();

/**
 * What takes seconds goes on beside the requests and the road, in a thread that is gone afterwards with all the words that it was given.
 * Of one name one goes on at a time, however many ask.
 * @returns for each of the input, in its order: the id of its cluster, or its name
 * @throws AbortError when it is told to stop
 */
export function apart<Name extends keyof Inputs>(
  name: Name,
  input: Inputs[Name],
  stopping?: AbortSignal,
): Promise<Answer> {
  const answer = Promise.resolve(running.get(name)).then(() => inThread([name, input], stopping));
  running.set(
    name,
    answer.then(
      () => undefined,
      () => undefined,
    ),
  );
  return answer;
}

async function inThread(task: Task, stopping?: AbortSignal): Promise<Answer> {
  stopping?.throwIfAborted();
  const thread = new Worker(THREAD, { workerData: task });
  const stop = () => void thread.terminate();
  stopping?.addEventListener('abort', stop);
  try {
    return await new Promise<Answer>((resolve, reject) => {
      thread.once('message', resolve).once('error', reject);
      thread.once('exit', code =>
        reject(stopping?.aborted ? (stopping.reason as Error) : new Error(`ended with ${code}`)),
      );
    });
  } finally {
    stopping?.removeEventListener('abort', stop);
    await thread.terminate();
  }
}
