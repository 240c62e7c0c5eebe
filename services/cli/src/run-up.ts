import type { Environment } from '@ckm/service/config';
import { Ending, EXIT } from './ending.js';
import { readSettings } from './settings.js';
import { type Up, up } from './up.js';

/** A Ctrl-C under `npm start` may come twice: from the terminal, and from npm, which passes it on. */
const SAME_SIGNAL_MS = 1_000;

/** Until a signal ends it. One that comes during the start ends what has begun; a second one does not wait for that. */
export async function runUp(env: Environment, say: (line: string) => void): Promise<void> {
  const settings = readSettings(env);
  const told = new AbortController();
  let isUp = false;
  let first = 0;
  const stop = (): void => {
    if (told.signal.aborted) {
      if (!isUp && performance.now() - first > SAME_SIGNAL_MS) process.exit(EXIT.no);
      return;
    }
    first = performance.now();
    say('stopping …');
    told.abort(new Ending(EXIT.ok, ''));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
  const running = await up(settings, { say, isSeen: process.stdout.isTTY, told });
  if (running === null) return;
  isUp = true;
  stopOnceTold(told.signal, running, ({ code, message }) => {
    if (message) console.error(message);
    process.exit(code);
  });
}

/** Also where it was told before anybody listened: nothing tells it a second time. */
export function stopOnceTold(signal: AbortSignal, running: Pick<Up, 'stop'>, end: (ending: Ending) => void): void {
  const stop = (): void =>
    void running.stop().then(
      () => end(signal.reason as Ending),
      (error: Error) => end(new Ending(EXIT.no, error.message)),
    );
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop);
}
