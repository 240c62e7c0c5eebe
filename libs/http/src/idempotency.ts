import { createHash, createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import { Problem } from './problem.js';

/** An idempotent request: sent again with the same `Idempotency-Key` it is the same request. */
export interface KeyedRequest {
  /** SHA-256 of tenant, method, path and key, base64url. */
  id: string;
  /**
   * HMAC of the body under the client's key, base64url; of a streamed body, of the empty string. Whoever guesses the key can try bodies, so
   * that the log keeps it only sealed under the tenant's key.
   */
  digest: string;
}

export interface AskedRequest {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body?: unknown;
}

const KEY = /^[!-~]{1,255}$/;

/** Null without an `Idempotency-Key`. @throws Problem `request-invalid` unless the key has 1 to 255 visible ASCII characters */
export function keyedRequest(tenantId: string, { method, url, headers, body }: AskedRequest): KeyedRequest | null {
  const key = headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !KEY.test(key))
    throw new Problem('request-invalid', 'An Idempotency-Key has 1 to 255 visible ASCII characters.');
  return {
    id: createHash('sha256')
      .update(JSON.stringify([tenantId, method, url.split('?')[0], key]))
      .digest('base64url'),
    digest: createHmac('sha256', key)
      .update(body instanceof Readable ? '' : (JSON.stringify(body) ?? ''))
      .digest('base64url'),
  };
}
