import type { KeyedRequest } from '@ckm/http';
import type { ClientBase } from 'pg';
import type { LineFormat } from './line-format.js';
import type { Place } from './lines.js';
import type { State } from './report.js';

export interface ImportName {
  tenantId: string;
  importId: string;
}

export interface Opened {
  actor: string;
  source: string;
  traceparent: string | null;
  now: Date;
}

/** Nothing is left of one that failed before. @returns false when it is there already, and did not fail */
export async function openImport(
  client: ClientBase,
  { tenantId, importId }: ImportName,
  opened: Opened,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO import (tenant_id, import_id, actor, source, traceparent, started_at, state) VALUES ($1, $2, $3, $4, $5, $6, 'receiving')
     ON CONFLICT (tenant_id, import_id) DO UPDATE SET state = 'receiving', failure = NULL, finished_at = NULL, bytes = 0, next_byte = 0, inside = false,
       lines = 0, accepted = 0, duplicates = 0, refused = 0, quarantined = 0, forgotten = 0,
       source = $4, started_at = $6, moved_at = clock_timestamp() WHERE import.state = 'failed'`,
    [tenantId, importId, opened.actor, opened.source, opened.traceparent, opened.now],
  );
  if (rowCount === 0) return false;
  await client.query('DELETE FROM import_refusal WHERE tenant_id = $1 AND import_id = $2', [tenantId, importId]);
  return true;
}

/** @returns false when somebody gave it up, or receives it too */
export async function addChunk(
  client: ClientBase,
  { tenantId, importId }: ImportName,
  { at, size, sealed }: { at: number; size: number; sealed: Buffer },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `WITH here AS (UPDATE import SET bytes = bytes + $4, moved_at = clock_timestamp()
       WHERE tenant_id = $1 AND import_id = $2 AND state = 'receiving' AND bytes = $3 RETURNING 1)
     INSERT INTO import_chunk (tenant_id, import_id, first_byte, size, sealed) SELECT $1, $2, $3::bigint, $4::int, $5 FROM here`,
    [tenantId, importId, at, size, sealed],
  );
  return rowCount === 1;
}

/** @returns false when somebody gave it up */
export async function beginReading(
  client: ClientBase,
  { tenantId, importId }: ImportName,
  { bytes, digest, format, begins }: { bytes: number; digest: string | null; format: LineFormat; begins: Place },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE import SET state = 'running', digest = $4, line_format = $5, next_byte = $6, next_line = $7, moved_at = clock_timestamp()
     WHERE tenant_id = $1 AND import_id = $2 AND state = 'receiving' AND bytes = $3`,
    [tenantId, importId, bytes, digest, JSON.stringify(format), begins.byte, begins.line],
  );
  return rowCount === 1;
}

/** What was not taken of it is not kept. @param from the state that it fails in: in another one it is left alone */
export async function failImport(
  client: ClientBase,
  { tenantId, importId }: ImportName,
  code: string,
  from: State = 'receiving',
): Promise<void> {
  await client.query(
    `WITH failed AS (UPDATE import SET state = 'failed', failure = $3, finished_at = clock_timestamp()
       WHERE tenant_id = $1 AND import_id = $2 AND state = $4 RETURNING tenant_id, import_id)
     DELETE FROM import_chunk c USING failed f WHERE c.tenant_id = f.tenant_id AND c.import_id = f.import_id`,
    [tenantId, importId, code, from],
  );
}

/** Says that it is still being received, though nothing comes. */
export async function keepReceiving(client: ClientBase, { tenantId, importId }: ImportName): Promise<void> {
  await client.query(
    `UPDATE import SET moved_at = clock_timestamp() WHERE tenant_id = $1 AND import_id = $2 AND state = 'receiving'`,
    [tenantId, importId],
  );
}

/** Those whose receiver is gone. */
export async function abandoned(client: ClientBase, forMs: number): Promise<ImportName[]> {
  const { rows } = await client.query<ImportName>(
    `SELECT tenant_id AS "tenantId", import_id AS "importId" FROM import
     WHERE state = 'receiving' AND moved_at < clock_timestamp() - $1 * interval '1 millisecond'`,
    [forMs],
  );
  return rows;
}

export async function stateOf(
  client: ClientBase,
  { tenantId, importId }: ImportName,
): Promise<{ state: State; digest: KeyedRequest['digest'] | null }> {
  const { rows } = await client.query<{ state: State; digest: string | null }>(
    'SELECT state, digest FROM import WHERE tenant_id = $1 AND import_id = $2',
    [tenantId, importId],
  );
  return rows[0]!;
}
