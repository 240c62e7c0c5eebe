import type { EventName } from '@ckm/contracts';
import { Bell } from '@ckm/messaging';
import type { Service } from './service.js';

/** A loop in the background. */
export interface Worker {
  /** Resolves when the turn under way has ended. */
  stop(): Promise<void>;
}

/** What ends the pause after a turn that found nothing. */
interface Wakes {
  /** When one of these is appended to the log, or after a second. Default: any event */
  on?: readonly EventName[];
  /** For work that does not depend on events: the length of the pause, whatever is appended. */
  everyMs?: number;
}

const IDLE_MS = 1_000;

/**
 * Runs `turn` again and again, at once while it finds work.
 * @param turn resolves to whether there may be more to do; an error is logged, and the next turn comes a second later
 */
export function startWorker(
  { events, log }: Pick<Service, 'events' | 'log'>,
  name: string,
  turn: () => Promise<boolean>,
  { on, everyMs }: Wakes = {},
): Worker {
  const bell = new Bell();
  const stopping = new Bell();
  let stopped = false;
  const stopListening = everyMs === undefined ? events.onAppend(() => bell.ring(), on) : () => undefined;
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
