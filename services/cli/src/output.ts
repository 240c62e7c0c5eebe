import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Writes no faster than it is read. */
export class Output {
  private isRead = true;
  private failure: Error | null = null;

  constructor(private readonly stream: Writable) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.isRead = false;
      // `ckm … | head` has read enough: nothing is wrong.
      if (error.code !== 'EPIPE') this.failure = error;
    });
  }

  /** @returns when more may be written; false: nobody reads any more, or it cannot be written */
  async write(text: string): Promise<boolean> {
    if (this.isRead && !this.stream.write(text)) await once(this.stream, 'drain').catch(() => undefined);
    return this.isRead;
  }

  /** @returns why not all of it could be written, by whomever; null: it was, or nobody reads any more */
  async end(): Promise<Error | null> {
    await new Promise<unknown>(resolve => this.stream.write('', resolve));
    return this.failure;
  }
}
