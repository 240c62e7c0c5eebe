import { type Service, startWorker, type Worker } from '@ckm/service';
import { abandonedImports, failImport } from './import-rows.js';

const LOOK_EVERY_MS = 5_000;
const ABANDONED_MS = 60_000;

/** Fails the imports of processes that were killed while they received a file and could not do it. */
export function failAbandoned(service: Service): Worker {
  const turn = (): Promise<boolean> =>
    service.transaction(async client => {
      for (const key of await abandonedImports(client, ABANDONED_MS))
        await failImport(client, key, 'import-interrupted');
      return false;
    });
  return startWorker(service, 'fail-abandoned', turn, { everyMs: LOOK_EVERY_MS });
}
