import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { GroupedText } from './grouping.js';
import type { ToName } from './names.js';

interface Inputs {
  assign: readonly GroupedText[];
  regroup: readonly GroupedText[];
  name: readonly ToName[];
}

export type Task<Name extends keyof Inputs = keyof Inputs> = [name: Name, input: Inputs[Name]];

/** For each of the input the id of its cluster, or the name; null where there is no name. */
type Answer = (string | null)[];

const THREAD = createRequire(import.meta.url).resolve('@ckm/enrichment/grouping-thread');

/** Settled when the last task of that name has ended. Answers are not kept, for they hold customers' words. */
const ended = new Map<keyof Inputs, Promise<void>>();

/**
 * Runs a task of seconds in a worker thread, so that it blocks neither requests nor projections. The thread ends with the task, and with it go all
 * words that it was given. Tasks of one name run one after the other.
 * @throws AbortError when `stopping` is aborted
 */
export function inWorkerThread<Name extends keyof Inputs>(
  name: Name,
  input: Inputs[Name],
  stopping?: AbortSignal,
): Promise<Answer> {
  const answer = Promise.resolve(ended.get(name)).then(() => run([name, input], stopping));
  ended.set(
    name,
    answer.then(
      () => undefined,
      () => undefined,
    ),
  );
  return answer;
}

async function run(task: Task, stopping?: AbortSignal): Promise<Answer> {
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
