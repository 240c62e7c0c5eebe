import type { Pool, PoolClient } from 'pg';
import type { Log } from './track.js';
import { sleep, STOP_MS, waitAtMost } from './sleep.js';

/** The channel on which publishing transactions notify the topic. */
export const CHANNEL = 'ckm_published';

const RETRY_MS = 1_000;

/** Listens for notifications that something was published. Only a hint: listeners also poll, because a connection may be lost unnoticed. */
export class PostgresHints {
  private readonly listeners = new Set<{ topics: readonly string[]; ring: () => void }>();
  private readonly stopping = new AbortController();
  private listening: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly log: Log,
  ) {}

  /** Calls `ring` when something was published on one of these topics, or may have been. @returns how to stop */
  on(topics: readonly string[], ring: () => void): () => void {
    const listener = { topics, ring };
    this.listeners.add(listener);
    this.listening ??= this.listen();
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.stopping.abort();
    // It may be waiting for a connection from a server that does not answer.
    if (this.listening) await waitAtMost(STOP_MS, this.listening);
  }

  private async listen(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.listenOnce().catch(error => this.log('what is published is found by polling alone', error));
      await sleep(RETRY_MS, signal);
    }
  }

  /** Listens until the connection ends, or `close`. */
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
      // What was published before is found by the poll that this causes.
      client.query(`LISTEN ${CHANNEL}`).then(() => this.listeners.forEach(({ ring }) => ring()), reject);
    });
  }

  private tell(topic: string): void {
    for (const { topics, ring } of this.listeners) if (topics.includes(topic)) ring();
  }
}

/** Resolves when `signal` is aborted. @param over removes the listener */
const stopped = (signal: AbortSignal, over: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { signal: over });
  });
