import {
  type Checkpoint,
  isReadElsewhere,
  openCheckpoints,
  type PartitionOf,
  partitionsOf,
  readCheckpoints,
} from './checkpoint.js';
import type { ConsumerOptions } from './consumer.js';
import type { Slice } from './slice.js';

/** The checkpoints of one consumer's slices. */
export class SliceCheckpoints {
  /** Topic → identity of the transport it was opened on. */
  private readonly transports = new Map<string, string>();

  constructor(private readonly options: Pick<ConsumerOptions, 'slices' | 'database' | 'renew'>) {}

  /** Creates the checkpoints that are missing. */
  async open(topics: string[], transport: string): Promise<void> {
    for (const topic of topics) {
      this.transports.set(topic, transport);
      await openCheckpoints(this.options.database.writer, this.namesOn(topic), partitionsOf(topic), transport);
    }
  }

  /** The checkpoints of a partition, without a lock. When some are gone, `renew` is called first. */
  async in(partition: PartitionOf): Promise<Checkpoint[]> {
    const { slices, database, renew } = this.options;
    const all = slices.filter(one => one.topics.includes(partition.topic)).map(one => one.name);
    const transport = this.transportOf(partition.topic);
    const found = await readCheckpoints(database.writer, all, partition, transport);
    if (found.length === all.length) return found;
    await renew();
    return readCheckpoints(database.writer, this.namesOn(partition.topic), partition, transport);
  }

  /** Whether another process has begun to read this partition on another transport, where offsets mean other messages. */
  async isElsewhere(partition: PartitionOf, found: Checkpoint[]): Promise<boolean> {
    const names = this.namesOn(partition.topic);
    if (found.length >= names.length) return false;
    return isReadElsewhere(this.options.database.writer, names, partition, this.transportOf(partition.topic));
  }

  transportOf(topic: string): string {
    return this.transports.get(topic)!;
  }

  slicesOn(topic: string): Slice[] {
    return this.options.slices.filter(slice => slice.topics.includes(topic) && !slice.isRetired);
  }

  namesOn(topic: string): string[] {
    return this.slicesOn(topic).map(slice => slice.name);
  }
}
