import { TopicMissing } from './transport.js';

/** Caches how many partitions topics have, until `forget` after a fault. */
export class PartitionCounts {
  private readonly known = new Map<string, number>();

  constructor(private readonly ask: (topics: string[]) => Promise<Map<string, number>>) {}

  async of(topic: string): Promise<number> {
    const count = this.known.get(topic) ?? (await this.ask([topic])).get(topic);
    if (count === undefined) throw new TopicMissing(topic);
    this.known.set(topic, count);
    return count;
  }

  forget(topic: string): void {
    this.known.delete(topic);
  }
}
