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
 */
export function startWorker(
  { events, log }: Pick<Service, 'events' | 'log'>,
  name: string,
  turn: () => Promise<boolean>,
): Worker {
  const bell = new Bell();
  let stopped = false;
  const stopListening = events.onAppend(() => bell.ring());
  const run = async (): Promise<void> => {
    while (!stopped) {
      bell.reset();
      const more = await turn().catch((error: unknown) => {
        log.warn({ err: error, worker: name }, 'a worker failed and will try again');
        bell.reset();
        return false;
      });
      if (!more && !stopped) await bell.rest(IDLE_MS);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopped = true;
      stopListening();
      bell.ring();
      await running;
    },
  };
}
