import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { inTransaction } from '@ckm/event-store';
import type { Pool } from 'pg';
import type { Tombstone } from './tombstones.js';

/** Notes an erasure outside of the database, so that it can be applied again to a restored one. Resolves when it is durable. */
export type Register = (tombstone: Tombstone) => Promise<void>;

/**
 * A register in a file of JSON lines `{ erasureId, tenantId, customerId, keyIds, at }`. A line break comes first, so that an entry is whole even
 * behind one that was written only in part.
 */
export const fileRegister =
  (path: string): Register =>
  async ({ erasureId, tenantId, subject, keyIds, until }) => {
    const file = await open(path, 'a', 0o600);
    try {
      await file.appendFile(`\n${JSON.stringify({ erasureId, tenantId, customerId: subject, keyIds, at: until })}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    // A new file survives a loss of power only if its folder is synced as well.
    const folder = await open(dirname(path));
    await folder.sync().finally(() => folder.close());
  };

interface Line {
  erasureId: string;
  tenantId: string;
  customerId: string;
  keyIds: string[];
  at: string;
}

const FORGET_AGAIN = `
  WITH line AS (SELECT * FROM json_to_recordset($1::json)
      AS l("erasureId" uuid, "tenantId" text, "customerId" text, "keyIds" uuid[], at timestamptz)),
    gone AS (DELETE FROM subject_key USING line WHERE key_id = ANY ("keyIds"))
  INSERT INTO tombstone (erasure_id, tenant_id, subject, key_ids, actor, at, until)
  SELECT DISTINCT ON ("erasureId") "erasureId", "tenantId", "customerId", "keyIds", 'system:register', at, at FROM line ORDER BY "erasureId", at DESC
  ON CONFLICT (erasure_id) DO UPDATE SET until = excluded.until WHERE tombstone.until < excluded.until`;

/**
 * Applies every erasure of the register to a vault that may have been restored from an older dump: deletes the keys, and has the services
 * told of erasures that the vault did not know.
 * @param path of the register
 * @returns false when there is no such file: nobody was forgotten yet, or it is elsewhere
 */
export async function reapplyErasures(pool: Pool, path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  const lines = (text ?? '').split('\n').flatMap(lineOf);
  if (lines.length > 0) await forgetAll(pool, lines);
  return text !== null;
}

async function forgetAll(pool: Pool, lines: Line[]): Promise<void> {
  await inTransaction(pool, async client => {
    // Every service does this when it starts.
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('register of erasures'))`);
    await client.query(FORGET_AGAIN, [JSON.stringify(lines)]);
  });
}

/** None when the line was written only in part: the erasure was then never confirmed to anybody. */
function lineOf(text: string): Line[] {
  try {
    return [JSON.parse(text) as Line];
  } catch {
    return [];
  }
}
