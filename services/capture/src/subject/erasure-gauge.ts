import type { Gauge, Service } from '@ckm/service';

/** How long the oldest erasure has been waiting to be announced to the services; 0 when none is. */
export const erasureGauge = ({ tombstones, now }: Pick<Service, 'tombstones' | 'now'>): Gauge => ({
  name: 'ckm_erasure_untold_seconds',
  description: 'For how long the services were not told of the oldest erasure that they do not know',
  read: async () => {
    const [oldest] = await tombstones.unannounced();
    return [{ value: oldest ? Math.max(0, (now().getTime() - oldest.at.getTime()) / 1000) : 0, labels: {} }];
  },
});
