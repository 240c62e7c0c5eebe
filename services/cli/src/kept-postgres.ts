import { setTimeout as rest } from 'node:timers/promises';
import { DataGone, type PostgresOptions, type RunningPostgres, startPostgres } from '@ckm/backing-services';

/** How long its end may go unnoticed. */
export const LOOK_EVERY_MS = 1_000;

type Kept = Required<Pick<PostgresOptions, 'dataDirectory' | 'existing' | 'log'>>;

/**
 * PostgreSQL on the data in the folder. When it ends without being told to, it is started again on the same address.
 * @param gone told when it cannot be, for its data are gone; it is not looked after any more then
 */
export async function keepPostgres(
  options: Kept,
  gone: (error: DataGone) => void,
): Promise<Pick<RunningPostgres, 'url' | 'stop'>> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let running = await startPostgres(options);
  const look = async (): Promise<void> => {
    if (await running.lives()) return;
    options.log('PostgreSQL ended and is started again');
    running = await startPostgres({ ...options, existing: true });
  };
  const failed = (error: Error): void => {
    if (!(error instanceof DataGone)) return options.log(error.message);
    stopping.abort();
    gone(error);
  };
  const keep = async (): Promise<void> => {
    while (!signal.aborted) {
      await look().catch(failed);
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
