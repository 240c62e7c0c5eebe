import { type Promised, verifyLog } from '@ckm/event-store';
import { type Applied, appliedBy, type RoadStatus, type Slice, verifyRoad, verifyViews } from '@ckm/messaging';
import type { Logger } from '@ckm/telemetry';
import type { Opened } from './open.js';
import type { Service, ServiceDefinition } from './service.js';

export interface Verified {
  epoch: string;
  applied: Applied[];
  promises: Promised[];
}

interface Verifying {
  definition: ServiceDefinition;
  opened: Opened;
  service: Service;
  log: Logger;
  /** Those that run here, without builds. */
  slices: Slice[];
  status: () => Promise<RoadStatus>;
  /** Whether views are compared with their events. */
  views: boolean;
}

/** Less than whoever asks waits: it is told what was not looked at. */
const PATIENCE_S = 240;

/** What a service finds out about itself. The epoch and what was applied are for the console: it knows how far the others' logs go. */
export async function verifyService({ definition, opened, service, ...asked }: Verifying): Promise<Verified> {
  const { database, transport, privacy } = opened;
  const begun = performance.now();
  const applied = await appliedBy(database);
  const promises = await verifyLog(database.writer);
  promises.push(...(await verifyRoad(database, asked.status, asked.slices)));
  if (asked.views) {
    const { name, views } = definition;
    const parts = { database, transport, privacy, store: service.events, log: asked.log };
    const left = PATIENCE_S - Math.floor((performance.now() - begun) / 1_000);
    promises.push(...(await verifyViews({ ...parts, service: name, views, patienceMs: Math.max(left, 1) * 1_000 })));
  }
  return { epoch: await service.events.epoch(), applied, promises };
}
