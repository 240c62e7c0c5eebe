import { createHash } from 'node:crypto';
import type { View } from '@ckm/event-sourcing';
import type { Slice } from '@ckm/messaging';

/**
 * The group of processes whose code does the same. A broker gives a partition to one of a group, which must do all that is to be done there:
 * two versions of a service that run side by side both read everything, and the checkpoints decide who does what.
 */
export function liveGroup(views: Pick<View, 'name' | 'version'>[], others: Pick<Slice, 'name'>[]): string {
  const names = [...views.map(({ name, version }) => `${name} ${version}`), ...others.map(({ name }) => name)];
  return `live.${createHash('sha256').update(names.sort().join()).digest('hex').slice(0, 8)}`;
}
