import { sleep } from './transport/sleep.js';

/** What wakes a loop that has nothing to do. A ring while it works is heard when it would rest. */
export class Bell {
  private rung = new AbortController();

  ring(): void {
    this.rung.abort();
  }

  /** To be called before looking for work: what rang earlier is about work that will be seen. */
  reset(): void {
    this.rung = new AbortController();
  }

  rest(ms: number): Promise<void> {
    return sleep(ms, this.rung.signal);
  }
}
