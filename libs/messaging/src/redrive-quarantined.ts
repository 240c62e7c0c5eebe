import { UPSTREAM_TOPIC } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { isOutage } from '@ckm/event-store';
import type { ClientBase } from 'pg';
import { effectsFor } from './batch-run.js';
import { handleOrders, unreadIn } from './orders.js';
import { asError, prepareOne } from './prepare.js';
import { openQuarantined, receivedOf } from './quarantine.js';
import type { RedriveOptions } from './redrive.js';
import type { Quarantined } from './slice.js';

export interface Reread {
  outcome: 'captured' | 'duplicate' | 'forgotten' | 'quarantined';
  /** Why it still cannot be read. */
  code?: string;
  detail?: string;
}

/**
 * Reads a quarantined record again as if it had just arrived, with the time at which it was received. It leaves the quarantine when it can
 * be read now; otherwise, and where it is read or handled with a fault, it stays, with its new code.
 * @throws Rejection `quarantined-not-found`, `quarantined-lapsed`; an outage (`isOutage`)
 */
export async function redriveQuarantined(tenantId: string, id: string, options: RedriveOptions): Promise<Reread> {
  const { database, privacy, store } = options;
  const { record, bytes } = await openQuarantined(database.writer, privacy, { tenantId, id });
  // The intake of the upstream topic also reads lines of files.
  const slice = options.slices.find(one => one.topics.includes(UPSTREAM_TOPIC));
  if (!slice?.failed) throw new Rejection('quarantined-not-found');
  const received = receivedOf(record, bytes);
  const prepared = await prepareOne(record.topic, received, {
    ...options,
    slices: [slice],
    checkpoints: [],
    gone: new Set(),
  });
  try {
    return await database.transaction(async client => {
      const { rowCount } = await client.query('SELECT FROM quarantine WHERE id = $1 FOR UPDATE', [id]);
      if (rowCount === 0) throw new Rejection('quarantined-not-found');
      const due = effectsFor(prepared, slice.name);
      const { appended, refused } = await handleOrders(client, [due], store);
      const [still] = [...unreadIn([due]), ...refused];
      if (!still) {
        await client.query('DELETE FROM quarantine WHERE id = $1', [id]);
        const outcome = due.effects.forgotten ? 'forgotten' : appended > 0 ? 'captured' : 'duplicate';
        // It was counted as received when it came; what is captured is counted in the log.
        await slice.tally?.(client, {
          received: 0,
          duplicates: Number(outcome === 'duplicate'),
          refused: 0,
          forgotten: Number(outcome === 'forgotten'),
        });
        return { outcome };
      }
      return stays(client, id, still.quarantined);
    });
  } catch (error) {
    if (error instanceof Rejection || isOutage(error)) throw error;
    return await stays(database.writer, id, slice.failed(received, asError(error)));
  } finally {
    prepared.span?.end(prepared.error ?? undefined);
  }
}

async function stays(queryable: Pick<ClientBase, 'query'>, id: string, { code, detail }: Quarantined): Promise<Reread> {
  await queryable.query('UPDATE quarantine SET code = $2, detail = $3 WHERE id = $1', [id, code, detail]);
  return { outcome: 'quarantined', code, detail };
}
