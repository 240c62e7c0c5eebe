import { type Promised, verifyLog } from '@ckm/event-store';
import {
  type Applied,
  appliedBy,
  type RoadStatus,
  type Slice,
  verifyRoad,
  verifyViews,
  type ViewsOptions,
} from '@ckm/messaging';

/** Less than whoever asks for the promises waits: it is told what was not looked at. */
const PATIENCE_S = 240;

/** The epoch and what was applied are for the console: it knows how far the others' logs go. */
export interface Verified {
  epoch: string;
  applied: Applied[];
  promises: Promised[];
}

interface Parts extends Omit<ViewsOptions, 'patienceMs'> {
  live: Slice[];
  status: () => Promise<RoadStatus>;
}

/** What a service finds out about itself. @param comparing whether views are compared with their events */
export async function lookThrough({ live, status, ...rest }: Parts, comparing: boolean): Promise<Verified> {
  const { database, store } = rest;
  const begun = performance.now();
  const applied = await appliedBy(database);
  const promises = await verifyLog(database.writer);
  promises.push(...(await verifyRoad(database, status, live)));
  if (comparing) {
    const left = PATIENCE_S - Math.floor((performance.now() - begun) / 1_000);
    promises.push(...(await verifyViews({ ...rest, patienceMs: Math.max(left, 1) * 1_000 })));
  }
  return { epoch: await store.epoch(), applied, promises };
}
