import { setTimeout as pause } from 'node:timers/promises';
import { type Service, startWorker, type Worker } from '@ckm/service';
import { apart } from './apart.js';
import { type Held, hold, letGo, settle } from './clustering.js';
import { CLUSTER_VIEWS, standingItems } from './standing-items.js';

/** To find what there is to do, each tenant is looked at. */
const LOOK_EVERY_MS = 5_000;
/** Much longer than grouping takes. A tenant whose grouping fails waits so long; the others have their turn. */
const LEASE_MS = 600_000;
/** It rests so many times as long as grouping took: four fifths of a core are left to everything else. */
const REST = 4;
/** More that come at once are sooner grouped anew than joined one after the other. */
const MOST_TO_JOIN = 200;

/** Items without a theme join clusters as they come; once a day all are grouped anew. */
export function groupUncategorised(service: Service): Worker {
  const stopping = new AbortController();
  const grouper = new Grouper(service, stopping.signal);
  const worker = startWorker(service, 'group-uncategorised', () => grouper.turn(), LOOK_EVERY_MS);
  return {
    stop: async () => {
      stopping.abort();
      await worker.stop();
    },
  };
}

class Grouper {
  constructor(
    private readonly service: Service,
    private readonly stopping: AbortSignal,
  ) {}

  async turn(): Promise<boolean> {
    const { service, stopping } = this;
    const began = performance.now();
    if (stopping.aborted || service.isBuilding(CLUSTER_VIEWS)) return false;
    const now = service.now();
    const until = new Date(now.getTime() + LEASE_MS);
    const held = await service.transaction(client => hold(client, { now, until }));
    if (!held) return false;
    await this.group(held);
    await pause(REST * (performance.now() - began), undefined, { signal: stopping }).catch(() => undefined);
    return true;
  }

  private async group(held: Held): Promise<void> {
    const { service, stopping } = this;
    try {
      const items = await standingItems(service, held.tenantId);
      const waiting = items.filter(({ clusterId }) => clusterId === null).length;
      const isAnew = held.isDue || waiting > MOST_TO_JOIN;
      const texts = items.map(({ text, language, clusterId }) => ({ text, language, clusterId }));
      const clusterIds = await apart(isAnew ? 'regroup' : 'join', texts, stopping);
      const put = items
        .map(({ itemId, clusterId }, nth) => ({ itemId, was: clusterId, clusterId: clusterIds[nth]! }))
        .filter(({ was }) => isAnew || was === null);
      await service.transaction(client => settle(client, held, { put, isAnew, now: service.now() }));
    } catch (error) {
      if (!stopping.aborted) throw error;
      await service.transaction(client => letGo(client, held));
    }
  }
}
