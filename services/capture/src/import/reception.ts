import type { Hmac } from 'node:crypto';
import { Problem, problemOf } from '@ckm/http';
import type { Service } from '@ckm/service';
import {
  addChunk,
  beginReading,
  failImport,
  heartbeat,
  type ImportKey,
  type ImportOpening,
  openImport,
  stateOf,
} from './import-rows.js';
import { detectFormat } from './line-format.js';
import type { Upload } from './upload.js';

const HEARTBEAT_MS = 10_000;

/** Receives one file and stores it in chunks: all of it, or nothing. */
export class Reception {
  /** @param digest of a request with an Idempotency-Key, to tell whether a repeated one is the same; null without a key */
  constructor(
    private readonly service: Service,
    private readonly key: ImportKey,
    private readonly digest: Hmac | null,
  ) {}

  /** Resolves when the file is durable. @throws Problem, and then nothing of it is kept */
  async take(upload: Upload, opened: ImportOpening): Promise<void> {
    const isNew = await this.service.transaction(client => openImport(client, this.key, opened));
    if (!isNew) return this.compare(upload);
    const heartbeat = setInterval(() => void this.sendHeartbeat(), HEARTBEAT_MS);
    try {
      await this.store(upload);
    } catch (error) {
      await this.fail(problemOf(error)?.code ?? 'internal-error');
      throw error;
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async store(upload: Upload): Promise<void> {
    let reading: ReturnType<typeof detectFormat> | null = null;
    let bytes = 0;
    for await (const chunk of upload.chunks) {
      reading ??= detectFormat(upload.mediaType, upload, chunk);
      this.digest?.update(chunk);
      const sealed = await this.service.privacy.sealBytes(this.key.tenantId, chunk);
      const part = { at: bytes, size: chunk.length, sealed };
      this.ensureOurs(await this.service.transaction(client => addChunk(client, this.key, part)));
      bytes += chunk.length;
    }
    const received = { bytes, digest: await this.sealed(this.bareDigest()), ...reading! };
    this.ensureOurs(await this.service.transaction(client => beginReading(client, this.key, received)));
  }

  /** A repeated request: its body is read to the end, as the client hears no answer before that. */
  private async compare(upload: Upload): Promise<void> {
    for await (const chunk of upload.chunks) this.digest?.update(chunk);
    const earlier = await this.service.transaction(client => stateOf(client, this.key));
    // An import that failed after this request had begun has no digest to compare with.
    if (['receiving', 'failed'].includes(earlier.state)) throw new Problem('import-being-received');
    const bare = this.bareDigest();
    // Imports from before digests were sealed hold it bare.
    if (![bare, await this.sealed(bare)].includes(earlier.digest)) throw new Problem('idempotency-key-reused');
  }

  private bareDigest(): string | null {
    return this.digest?.digest('base64url') ?? null;
  }

  /** The row outlives an erasure: bare, the digest would confirm erased words to whoever guesses them and the client's key. */
  private async sealed(bare: string | null): Promise<string | null> {
    return bare && this.service.privacy.sameness(this.key.tenantId, bare);
  }

  /** Where this cannot be stored, the worker fails it later as abandoned; the client gets the first error in any case. */
  private async fail(code: string): Promise<void> {
    await this.service
      .transaction(client => failImport(client, this.key, code))
      .catch((error: unknown) => this.service.log.warn({ err: error }, 'an import could not be marked as failed'));
  }

  private ensureOurs(isOurs: boolean): void {
    if (!isOurs) throw new Problem('import-interrupted', 'Somebody gave this import up while it was received.');
  }

  private async sendHeartbeat(): Promise<void> {
    await this.service
      .transaction(client => heartbeat(client, this.key))
      .catch((error: unknown) => this.service.log.warn({ err: error }, 'an import could not show that it is received'));
  }
}
