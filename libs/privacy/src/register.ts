import { open } from 'node:fs/promises';
import type { Tombstone } from './tombstones.js';

/** Keeps who was forgotten outside the database, so that a restored one can be made to forget again. */
export type Register = (tombstone: Tombstone) => Promise<void>;

/** A file of JSON lines `{ erasureId, tenantId, customerId, keyIds, at }`. Resolves when the line is durable. */
export const fileRegister =
  (path: string): Register =>
  async ({ erasureId, tenantId, subject, keyIds, until }) => {
    const file = await open(path, 'a', 0o600);
    try {
      await file.write(`${JSON.stringify({ erasureId, tenantId, customerId: subject, keyIds, at: until })}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  };
