import { Bell } from '@ckm/messaging';
import type { Service } from './service.js';

/** Goes on by itself until it is stopped. */
export interface Worker {
  stop(): Promise<void>;
}

const IDLE_MS = 1_000;

/**
 * Takes turns: at once again while one found work, else when something was appended or a second later.
 * @param turn true when there may be more to do; an error is said, and a second later it is tried again
 * @param everyMs for what does not wait for events: it looks so often, whatever is appended
 */
export function startWorker(
  { events, log }: Pick<Service, 'events' | 'log'>,
  name: string,
  turn: () => Promise<boolean>,
  everyMs?: number,
): Worker {
  const bell = new Bell();
  const stopping = new Bell();
  let stopped = false;
  const stopListening = everyMs === undefined ? events.onAppend(() => bell.ring()) : () => undefined;
  const run = async (): Promise<void> => {
    while (!stopped) {
      bell.reset();
      await turn().then(
        more => (more ? undefined : bell.rest(everyMs ?? IDLE_MS)),
        (error: unknown) => {
          log.warn({ err: error, worker: name }, 'a worker failed and will try again');
          return stopping.rest(IDLE_MS);
        },
      );
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopped = true;
      stopListening();
      bell.ring();
      stopping.ring();
      await running;
    },
  };
}
