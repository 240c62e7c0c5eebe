import { setTimeout as pause } from 'node:timers/promises';
import type { EventName } from '@ckm/contracts';
import { Bell } from '@ckm/messaging';
import type { Service } from './service.js';

/** A loop in the background. */
export interface Worker {
  /** Tells the turn under way by its signal, and resolves when it has ended. */
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
 * @param turn resolves to whether there may be more to do; an error is logged, and the next turn comes a second later. It may end early when its signal
 * is aborted: the worker is being stopped.
 */
export function startWorker(
  { events, log }: Pick<Service, 'events' | 'log'>,
  name: string,
  turn: (stopping: AbortSignal) => Promise<boolean>,
  { on, everyMs }: Wakes = {},
): Worker {
  const bell = new Bell();
  const stopping = new AbortController();
  const { signal } = stopping;
  const stopListening = everyMs === undefined ? events.onAppend(() => bell.ring(), on) : () => undefined;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      bell.reset();
      await turn(signal).then(
        more => (more ? undefined : bell.rest(everyMs ?? IDLE_MS)),
        (error: unknown) => {
          log.warn({ err: error, worker: name }, 'a worker failed and will try again');
          return pause(IDLE_MS, undefined, { signal }).catch(() => undefined);
        },
      );
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      stopListening();
      bell.ring();
      await running;
    },
  };
}
