import { setTimeout as rest } from 'node:timers/promises';
import { DataGone, type PostgresOptions, type RunningPostgres, startPostgres } from '@ckm/backing-services';

/** How long the end of the server may go unnoticed. */
export const LOOK_EVERY_MS = 1_000;

type SupervisedOptions = Required<Pick<PostgresOptions, 'dataDirectory' | 'existing' | 'log'>>;

/**
 * PostgreSQL on the data in the folder. When it ends without `stop`, it is started again, on the same address.
 * @param onDataGone called once when it cannot be started again because its data are gone; supervision ends then
 */
export async function supervisePostgres(
  options: SupervisedOptions,
  onDataGone: (error: DataGone) => void,
): Promise<Pick<RunningPostgres, 'url' | 'stop'>> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let running = await startPostgres(options);
  const restartIfDead = async (): Promise<void> => {
    if (await running.lives()) return;
    options.log('PostgreSQL ended and is started again');
    running = await startPostgres({ ...options, existing: true });
  };
  const failed = (error: Error): void => {
    if (!(error instanceof DataGone)) return options.log(error.message);
    stopping.abort();
    onDataGone(error);
  };
  const supervise = async (): Promise<void> => {
    while (!signal.aborted) {
      await restartIfDead().catch(failed);
      await rest(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  };
  const supervising = supervise();
  return {
    url: running.url,
    stop: async () => {
      stopping.abort();
      await supervising;
      await running.stop();
    },
  };
}
