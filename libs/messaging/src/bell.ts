import { sleep } from './transport/sleep.js';

/** Wakes a loop that has nothing to do. A ring while the loop works is remembered: its next `rest` then ends at once. */
export class Bell {
  private rung = new AbortController();

  ring(): void {
    this.rung.abort();
  }

  /** Forgets earlier rings. To be called before looking for work: what they rang for will be found. */
  reset(): void {
    this.rung = new AbortController();
  }

  /** Resolves at the next ring, or after the time. */
  rest(ms: number): Promise<void> {
    return sleep(ms, this.rung.signal);
  }
}
