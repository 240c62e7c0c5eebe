import type { Pool, PoolClient } from 'pg';
import type { Log } from './track.js';
import { sleep, STOP_MS, waitAtMost } from './sleep.js';

/** Where a transaction that published tells on which topic. */
export const CHANNEL = 'ckm_published';

const RETRY_MS = 1_000;

/** Rings when something was published. Only a hint: whoever is rung for polls now and then as well, for a connection may be gone without a word. */
export class PostgresHints {
  private readonly ears = new Set<{ topics: readonly string[]; ring: () => void }>();
  private readonly stopping = new AbortController();
  private listening: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly log: Log,
  ) {}

  /** @returns how to stop listening */
  on(topics: readonly string[], ring: () => void): () => void {
    const ear = { topics, ring };
    this.ears.add(ear);
    this.listening ??= this.listen();
    return () => this.ears.delete(ear);
  }

  async close(): Promise<void> {
    this.stopping.abort();
    // It may be waiting for a connection that nobody answers.
    if (this.listening) await waitAtMost(STOP_MS, this.listening);
  }

  private async listen(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.listenOnce().catch(error => this.log('what is published is found by polling alone', error));
      await sleep(RETRY_MS, signal);
    }
  }

  /** Until the connection ends, or until it is to stop. */
  private async listenOnce(): Promise<void> {
    const client = await this.pool.connect();
    const over = new AbortController();
    try {
      await Promise.race([this.heard(client), stopped(this.stopping.signal, over.signal)]);
    } finally {
      over.abort();
      client.release(true);
    }
  }

  private heard(client: PoolClient): Promise<never> {
    return new Promise((_, reject) => {
      client.on('error', reject);
      client.on('notification', ({ payload }) => this.tell(payload!));
      client.query(`LISTEN ${CHANNEL}`).then(() => this.ears.forEach(({ ring }) => ring()), reject);
    });
  }

  private tell(topic: string): void {
    for (const { topics, ring } of this.ears) if (topics.includes(topic)) ring();
  }
}

/** @param over when nobody waits for it any more */
const stopped = (signal: AbortSignal, over: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { signal: over });
  });
