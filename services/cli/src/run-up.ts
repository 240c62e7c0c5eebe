import type { Environment } from '@ckm/service/config';
import { EXIT, ExitError } from './exit.js';
import { readSettings } from './settings.js';
import { type Up, up } from './up.js';

/** Under `npm start` one Ctrl-C may send two signals: the terminal's, and the one that npm passes on. */
const SAME_SIGNAL_MS = 1_000;

/** Runs until a signal ends it. During the start a first signal stops what has begun, and a second one does not wait for that. */
export async function runUp(env: Environment, say: (line: string) => void): Promise<void> {
  const settings = readSettings(env);
  const shutdown = new AbortController();
  let isUp = false;
  let first = 0;
  const stop = (): void => {
    if (shutdown.signal.aborted) {
      if (!isUp && performance.now() - first > SAME_SIGNAL_MS) process.exit(EXIT.no);
      return;
    }
    first = performance.now();
    say('stopping …');
    shutdown.abort(new ExitError(EXIT.ok, ''));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
  const running = await up(settings, { say, isInteractive: process.stdout.isTTY, shutdown });
  if (running === null) return;
  isUp = true;
  stopOnAbort(shutdown.signal, running, ({ code, message }) => {
    if (message) console.error(message);
    process.exit(code);
  });
}

/** Stops it also where the signal was aborted already: then there is no `abort` event any more. */
export function stopOnAbort(signal: AbortSignal, running: Pick<Up, 'stop'>, end: (exit: ExitError) => void): void {
  const stop = (): void =>
    void running.stop().then(
      () => end(signal.reason as ExitError),
      (error: Error) => end(new ExitError(EXIT.no, error.message)),
    );
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop);
}
