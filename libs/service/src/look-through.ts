import type { View } from '@ckm/event-sourcing';
import { type Promised, verifyLog } from '@ckm/event-store';
import { type Applied, appliedBy, type RoadStatus, verifyRoad, verifyViews } from '@ckm/messaging';
import type { Traffic } from './traffic.js';

/** Less than whoever asks for the promises waits: it is told what was not looked at. */
const PATIENCE_S = 240;

/** The epoch and what was applied are for the console: it knows how far the others' logs go. */
export interface Verified {
  epoch: string;
  applied: Applied[];
  promises: Promised[];
}

/** What the service finds out about itself, of every tenant. @param views those that are compared with their events; null: none is to be */
export async function lookThrough(
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
    const left = PATIENCE_S - Math.floor((performance.now() - begun) / 1_000);
    promises.push(...(await verifyViews({ ...tools, views, patienceMs: Math.max(left, 1) * 1_000 })));
  }
  return { epoch: await store.epoch(), applied, promises };
}
