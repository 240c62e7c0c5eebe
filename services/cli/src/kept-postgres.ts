import { setTimeout as rest } from 'node:timers/promises';
import { type RunningPostgres, startPostgres } from '@ckm/backing-services';

const LOOK_EVERY_MS = 1_000;

/** PostgreSQL on the data in the folder. When it ends without being told to, it is started again on the same address. */
export async function keepPostgres(
  dataDirectory: string,
  say: (line: string) => void,
): Promise<Pick<RunningPostgres, 'url' | 'stop'>> {
  const start = (): Promise<RunningPostgres> => startPostgres({ dataDirectory, log: say });
  const stopping = new AbortController();
  const { signal } = stopping;
  let running = await start();
  const look = async (): Promise<void> => {
    if (await running.lives()) return;
    say('PostgreSQL ended and is started again');
    running = await start();
  };
  const keep = async (): Promise<void> => {
    while (!signal.aborted) {
      await look().catch((error: Error) => say(error.message));
      await rest(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  };
  const keeping = keep();
  return {
    url: running.url,
    stop: async () => {
      stopping.abort();
      await keeping;
      await running.stop();
    },
  };
}
