import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { inTransaction } from '@ckm/event-store';
import type { Pool } from 'pg';
import type { Tombstone } from './tombstones.js';

/** Keeps who was forgotten outside the database, so that a restored one can be made to forget again. */
export type Register = (tombstone: Tombstone) => Promise<void>;

/**
 * A file of JSON lines `{ erasureId, tenantId, customerId, keyIds, at }`. Resolves when the line is durable. Each begins on a line of its own,
 * also behind one that was torn.
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
    // A file that was just made is found after a loss of power only where its folder was synced, too.
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
 * Whoever was forgotten is, also where the vault was restored from an older dump: the keys go, and the services are told again.
 * @returns false when there is no register: nobody was forgotten yet, or it lies elsewhere
 */
export async function forgetAgain(pool: Pool, path: string): Promise<boolean> {
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
    // Every service does so when it starts.
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('register of erasures'))`);
    await client.query(FORGET_AGAIN, [JSON.stringify(lines)]);
  });
}

/** None where it was torn: what was never finished was never answered for. */
function lineOf(text: string): Line[] {
  try {
    return [JSON.parse(text) as Line];
  } catch {
    return [];
  }
}
