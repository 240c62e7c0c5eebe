import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Writes with backpressure: no faster than the output is read. */
export class Output {
  private isRead = true;
  private failure: Error | null = null;

  constructor(private readonly stream: Writable) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.isRead = false;
      // As in `ckm … | head`: the reader has had enough, which is no failure.
      if (error.code !== 'EPIPE') this.failure = error;
    });
  }

  /** Resolves when more may be written. @returns false when nobody reads any more, or writing failed */
  async write(text: string): Promise<boolean> {
    if (this.isRead && !this.stream.write(text)) await once(this.stream, 'drain').catch(() => undefined);
    return this.isRead;
  }

  /**
   * Waits for everything that was written to the stream, here or elsewhere.
   * @returns why writing failed; null: it did not, or nobody reads any more
   */
  async end(): Promise<Error | null> {
    await new Promise<unknown>(resolve => this.stream.write('', resolve));
    return this.failure;
  }
}
