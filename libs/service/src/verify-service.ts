import type { View } from '@ckm/event-sourcing';
import { type Promised, verifyLog } from '@ckm/event-store';
import { type Applied, appliedBy, type RoadStatus, verifyRoad, verifyViews } from '@ckm/messaging';
import type { Traffic } from './traffic.js';

/** Less than the caller waits: what could not be checked by then is answered as unchecked. */
const MAX_SECONDS = 240;

/** The epoch, and how far each slice has applied other services' logs, are for the console, which knows how far those logs go. */
export interface Verified {
  epoch: string;
  applied: Applied[];
  promises: Promised[];
}

/** Checks the promises of a service, for all tenants. @param views are compared with their events; null: no view is */
export async function verifyService(
  { tools, live }: Traffic,
  status: () => Promise<RoadStatus>,
  views: View[] | null,
): Promise<Verified> {
  const { database, store } = tools;
  const begun = performance.now();
  const applied = await appliedBy(database);
  const promises = await database.dedicated(client => verifyLog(client));
  promises.push(...(await verifyRoad(database, status, live)));
  if (views) {
    const left = MAX_SECONDS - Math.floor((performance.now() - begun) / 1_000);
    promises.push(...(await verifyViews({ ...tools, views, patienceMs: Math.max(left, 1) * 1_000 })));
  }
  return { epoch: await store.epoch(), applied, promises };
}
