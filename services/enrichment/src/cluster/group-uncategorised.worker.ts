import { setTimeout as pause } from 'node:timers/promises';
import { type Service, startWorker, type Worker } from '@ckm/service';
import { acquireLease, type Lease, releaseLease, saveGrouping } from './clustering.js';
import { CLUSTER_VIEWS, uncategorisedItems } from './uncategorised-items.js';
import { inWorkerThread } from './worker-thread.js';

/** Seldom, for every look goes through all tenants. */
const LOOK_EVERY_MS = 5_000;
/** Much longer than grouping takes. It is not released after a failure, so that the other tenants have their turn. */
const LEASE_MS = 600_000;
/** Pause after grouping, as a multiple of the time that it took: four fifths of a core are left to everything else. */
const REST = 4;
/** To regroup everything is faster than to assign more new items one after the other. */
const MAX_TO_ASSIGN = 200;

/** Assigns items without a theme to clusters soon after they are captured, and regroups all of them once a day. */
export function groupUncategorised(service: Service): Worker {
  const grouper = new Grouper(service);
  return startWorker(service, 'group-uncategorised', stopping => grouper.turn(stopping), { everyMs: LOOK_EVERY_MS });
}

class Grouper {
  constructor(private readonly service: Service) {}

  async turn(stopping: AbortSignal): Promise<boolean> {
    const { service } = this;
    const began = performance.now();
    if (service.isBuilding(CLUSTER_VIEWS)) return false;
    const now = service.now();
    const until = new Date(now.getTime() + LEASE_MS);
    const lease = await service.transaction(client => acquireLease(client, { now, until }));
    if (!lease) return false;
    await this.group(lease, stopping);
    await pause(REST * (performance.now() - began), undefined, { signal: stopping }).catch(() => undefined);
    return true;
  }

  private async group(lease: Lease, stopping: AbortSignal): Promise<void> {
    const { service } = this;
    try {
      const items = await uncategorisedItems(service, lease.tenantId);
      const unassigned = items.filter(({ clusterId }) => clusterId === null).length;
      const isRegrouped = lease.isRegroupDue || unassigned > MAX_TO_ASSIGN;
      const texts = items.map(({ text, language, clusterId }) => ({ text, language, clusterId }));
      const clusterIds = await inWorkerThread(isRegrouped ? 'regroup' : 'assign', texts, stopping);
      const assigned = items
        .map(({ itemId, clusterId }, nth) => ({ itemId, before: clusterId, clusterId: clusterIds[nth]! }))
        .filter(({ before }) => isRegrouped || before === null);
      await service.transaction(client => saveGrouping(client, lease, { assigned, isRegrouped, now: service.now() }));
    } catch (error) {
      if (!stopping.aborted) throw error;
      await service.transaction(client => releaseLease(client, lease));
    }
  }
}
