import { setTimeout as delay } from 'node:timers/promises';
import type { EventName } from '@ckm/contracts';
import type { Pool } from 'pg';
import { append, type Write } from './append.js';
import type { AppendResult } from './event-store.js';
import { isOutage } from './outage.js';

const MAX_WRITES = 500;
const MAX_BYTES = 4 * 1024 * 1024;

/** The types of what was appended. */
export type Appended = ReadonlySet<EventName>;

interface Waiting {
  write: Write;
  resolve(result: AppendResult): void;
  reject(error: unknown): void;
}

/**
 * Group commit: writes that come while one call of `append` commits form the next call together. The caller hands in the next write of a
 * stream only when the one before is done, because a call takes one write for each stream.
 */
export class GroupCommit {
  private readonly waiting: Waiting[] = [];
  private running = false;

  constructor(
    private readonly pool: Pool,
    private readonly appended: (those: Appended) => void,
  ) {}

  /** Resolves when durable. An outage of the database is waited out; any other error is this write's own. */
  append(write: Write): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ write, resolve, reject });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) await this.commit(this.take());
    this.running = false;
  }

  /** The writes that have waited longest, up to 500 and, unless the first alone is larger, 4 MB. */
  private take(): Waiting[] {
    let [count, bytes] = [0, 0];
    for (const { write } of this.waiting.slice(0, MAX_WRITES)) {
      bytes += write.entries.reduce((sum, entry) => sum + entry.bytes, 0);
      if (count > 0 && bytes > MAX_BYTES) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }

  private async commit(batch: Waiting[]): Promise<void> {
    try {
      const results = await this.untilAnswered(batch.map(({ write }) => write));
      batch.forEach((one, index) => one.resolve(results[index]!));
      const appended = batch.filter((_, index) => results[index]!.outcome === 'appended');
      if (appended.length > 0) this.appended(typesOf(appended.map(({ write }) => write)));
    } catch (error) {
      if (batch.length === 1) return batch[0]!.reject(error);
      // Nothing was written. Tried one by one, only the write that is at fault fails.
      for (const one of batch) await this.commit([one]);
    }
  }

  /** Tries again until the database answers. */
  private async untilAnswered(writes: Write[]): Promise<AppendResult[]> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await append(this.pool, writes);
      } catch (error) {
        if (!isOutage(error) || this.pool.ending) throw error;
        // It may have been committed before the connection was lost.
        writes.forEach(write => (write.retry = true));
        await delay(Math.min(1000, 10 * 2 ** attempt) * (0.5 + Math.random() / 2));
      }
    }
  }
}

export const typesOf = (writes: Write[]): Appended =>
  new Set(writes.flatMap(({ entries }) => entries.map(({ type }) => type)));
