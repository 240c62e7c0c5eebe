import type { KeyedRequest } from '@ckm/http';
import type { ClientBase } from 'pg';
import type { LineFormat } from './line-format.js';
import type { FilePosition } from './line-splitter.js';
import type { State } from './report.js';

export interface ImportKey {
  tenantId: string;
  importId: string;
}

export interface ImportOpening {
  actor: string;
  source: string;
  traceparent: string | null;
  now: Date;
}

/** Creates the import, or resets one that failed. @returns false when there is one that did not fail */
export async function openImport(
  client: ClientBase,
  { tenantId, importId }: ImportKey,
  opened: ImportOpening,
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

/** @returns false when the import was given up meanwhile, or another request is receiving it too */
export async function addChunk(
  client: ClientBase,
  { tenantId, importId }: ImportKey,
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

/** The file is complete: from now on it is read. @returns false when the import was given up meanwhile */
export async function beginReading(
  client: ClientBase,
  { tenantId, importId }: ImportKey,
  { bytes, digest, format, begins }: { bytes: number; digest: string | null; format: LineFormat; begins: FilePosition },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE import SET state = 'running', digest = $4, line_format = $5, next_byte = $6, next_line = $7, moved_at = clock_timestamp()
     WHERE tenant_id = $1 AND import_id = $2 AND state = 'receiving' AND bytes = $3`,
    [tenantId, importId, bytes, digest, JSON.stringify(format), begins.byte, begins.line],
  );
  return rowCount === 1;
}

/** Marks it as failed and deletes what was not read of its file. @param from only if it is in this state */
export async function failImport(
  client: ClientBase,
  { tenantId, importId }: ImportKey,
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

/** Shows that the import is still being received, also while no chunk arrives. */
export async function heartbeat(client: ClientBase, { tenantId, importId }: ImportKey): Promise<void> {
  await client.query(
    `UPDATE import SET moved_at = clock_timestamp() WHERE tenant_id = $1 AND import_id = $2 AND state = 'receiving'`,
    [tenantId, importId],
  );
}

/** Imports that nobody receives any more: their process died. */
export async function abandonedImports(client: ClientBase, forMs: number): Promise<ImportKey[]> {
  const { rows } = await client.query<ImportKey>(
    `SELECT tenant_id AS "tenantId", import_id AS "importId" FROM import
     WHERE state = 'receiving' AND moved_at < clock_timestamp() - $1 * interval '1 millisecond'`,
    [forMs],
  );
  return rows;
}

export async function stateOf(
  client: ClientBase,
  { tenantId, importId }: ImportKey,
): Promise<{ state: State; digest: KeyedRequest['digest'] | null }> {
  const { rows } = await client.query<{ state: State; digest: string | null }>(
    'SELECT state, digest FROM import WHERE tenant_id = $1 AND import_id = $2',
    [tenantId, importId],
  );
  return rows[0]!;
}
