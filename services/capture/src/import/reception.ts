import type { Hmac } from 'node:crypto';
import { Problem, problemOf } from '@ckm/http';
import type { Service } from '@ckm/service';
import {
  addChunk,
  beginReading,
  failImport,
  type ImportName,
  keepReceiving,
  type Opened,
  openImport,
  stateOf,
} from './import-rows.js';
import { formatOf } from './line-format.js';
import type { Upload } from './upload.js';

const SIGN_OF_LIFE_MS = 10_000;

/** One file on its way into our rows: all of it, or nothing. */
export class Reception {
  /** @param digest of what comes under an Idempotency-Key, to tell whether it is the same again */
  constructor(
    private readonly service: Service,
    private readonly name: ImportName,
    private readonly digest: Hmac | null,
  ) {}

  /** Resolves when the file is durable. @throws Problem; nothing is kept then */
  async take(upload: Upload, opened: Opened): Promise<void> {
    const isNew = await this.service.transaction(client => openImport(client, this.name, opened));
    if (!isNew) return this.compare(upload);
    const living = setInterval(() => void this.showLife(), SIGN_OF_LIFE_MS);
    try {
      await this.store(upload);
    } catch (error) {
      await this.fail(problemOf(error)?.code ?? 'internal-error');
      throw error;
    } finally {
      clearInterval(living);
    }
  }

  private async store(upload: Upload): Promise<void> {
    let reading: ReturnType<typeof formatOf> | null = null;
    let bytes = 0;
    for await (const chunk of upload.chunks) {
      reading ??= formatOf(upload.mediaType, upload, chunk);
      this.digest?.update(chunk);
      const sealed = await this.service.privacy.sealBytes(this.name.tenantId, chunk);
      const part = { at: bytes, size: chunk.length, sealed };
      this.orInterrupted(await this.service.transaction(client => addChunk(client, this.name, part)));
      bytes += chunk.length;
    }
    const received = { bytes, digest: this.digest?.digest('base64url') ?? null, ...reading! };
    this.orInterrupted(await this.service.transaction(client => beginReading(client, this.name, received)));
  }

  /** The client asks again: read to its end, so that it hears the answer. */
  private async compare(upload: Upload): Promise<void> {
    for await (const chunk of upload.chunks) this.digest?.update(chunk);
    const earlier = await this.service.transaction(client => stateOf(client, this.name));
    // What has failed since the client began to ask again has no digest to compare with.
    if (['receiving', 'failed'].includes(earlier.state)) throw new Problem('import-being-received');
    if (earlier.digest !== this.digest?.digest('base64url')) throw new Problem('idempotency-key-reused');
  }

  /** Where that cannot be written down it is given up later; the client hears why it failed. */
  private async fail(code: string): Promise<void> {
    await this.service
      .transaction(client => failImport(client, this.name, code))
      .catch((error: unknown) => this.service.log.warn({ err: error }, 'an import could not be marked as failed'));
  }

  private orInterrupted(isOurs: boolean): void {
    if (!isOurs) throw new Problem('import-interrupted', 'Somebody gave this import up while it was received.');
  }

  private async showLife(): Promise<void> {
    await this.service
      .transaction(client => keepReceiving(client, this.name))
      .catch((error: unknown) => this.service.log.warn({ err: error }, 'an import could not show that it is received'));
  }
}
