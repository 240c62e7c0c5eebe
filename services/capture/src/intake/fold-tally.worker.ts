import { type Service, startWorker, type Worker } from '@ckm/service';

const EVERY_MS = 600_000;

// One statement, so that whoever counts sees the rows or their sum. By the database's clock, which also set `at`.
const FOLD = `WITH folded AS (DELETE FROM intake_tally WHERE at < now() - interval '10 minutes' RETURNING *)
  INSERT INTO intake_tally (way, received, duplicates, refused, forgotten)
  SELECT way, sum(received), sum(duplicates), sum(refused), sum(forgotten) FROM folded GROUP BY way`;

/** Adds up what was counted a while ago: every request may add a row, and whoever counts reads all of them. */
export function foldTally(service: Service): Worker {
  const turn = async (): Promise<boolean> => {
    await service.transaction(client => client.query(FOLD));
    return false;
  };
  return startWorker(service, 'fold-tally', turn, { everyMs: EVERY_MS });
}
