import type { Environment } from '@ckm/service/config';
import { readSettings } from './settings.js';
import { up } from './up.js';

/** Until a signal ends it. */
export async function runUp(env: Environment, say: (line: string) => void): Promise<void> {
  const running = await up(readSettings(env), say);
  if (running === null) return;
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    say('stopping …');
    void running.stop().then(
      () => process.exit(0),
      (error: Error) => {
        console.error(error.message);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
}
