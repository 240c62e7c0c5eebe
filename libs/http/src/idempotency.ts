import { createHash, createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import { Problem } from './problem.js';

/** A request that its client may send again: the same key is the same request. */
export interface KeyedRequest {
  /** Made from tenant, method, path and `Idempotency-Key`. */
  id: string;
  /** Of the body, under the client's key: tells whether it is the same. Whoever guesses that key can try the body: it is kept under the tenant's key only. Not of one that is streamed. */
  digest: string;
}

export interface AskedRequest {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body?: unknown;
}

const KEY = /^[!-~]{1,255}$/;

/** Null without the header. @throws Problem `request-invalid` for a key that is none */
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
