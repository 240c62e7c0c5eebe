import { createHash } from 'node:crypto';
import type { View } from '@ckm/event-sourcing';
import type { Slice } from '@ckm/messaging';

/**
 * The consumer group of the processes that run the same slices: `live.<hash of their names and versions>`. A broker gives each partition to
 * one process of a group, which must therefore run all slices. Two versions of a service, during a rolling deploy, are two groups: both
 * read everything, and the checkpoints decide which of them applies it.
 */
export function liveConsumerGroup(views: Pick<View, 'name' | 'version'>[], others: Pick<Slice, 'name'>[]): string {
  const names = [...views.map(({ name, version }) => `${name} ${version}`), ...others.map(({ name }) => name)];
  return `live.${createHash('sha256').update(names.sort().join()).digest('hex').slice(0, 8)}`;
}
