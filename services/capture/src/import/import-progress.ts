import { Problem } from '@ckm/http';
import type { ClientBase } from 'pg';
import type { ImportKey } from './import-rows.js';
import type { LineFormat } from './line-format.js';
import type { FilePosition } from './line-splitter.js';
import { type Counts, MAX_REPORTED, type ReportLine } from './report.js';

/** An import whose file is stored and not read to its end yet. */
export interface RunningImport extends ImportKey {
  actor: string;
  traceparent: string | null;
  startedAt: Date;
  format: LineFormat;
  bytes: number;
  position: FilePosition;
}

interface Row extends Omit<RunningImport, 'position' | 'bytes'> {
  bytes: string;
  byte: string;
  line: string;
  inside: boolean;
}

const NEXT = `SELECT tenant_id AS "tenantId", import_id AS "importId", actor, traceparent, started_at AS "startedAt", line_format AS format, bytes,
  next_byte AS byte, next_line AS line, inside FROM import WHERE state = 'running' ORDER BY moved_at LIMIT 1`;

/** The one that has waited longest, so that all advance in turn. */
export async function nextImport(client: ClientBase): Promise<RunningImport | null> {
  const [row] = (await client.query<Row>(NEXT)).rows;
  if (!row) return null;
  const { bytes, byte, line, inside, ...rest } = row;
  return { ...rest, bytes: Number(bytes), position: { byte: Number(byte), line: Number(line), inside } };
}

const GONE = 'A part of it is not there any more.';

/** The stored chunks from its position on. @throws Problem `import-unreadable` where one is missing */
export async function nextChunks(
  client: ClientBase,
  { tenantId, importId, position, bytes }: RunningImport,
  most: number,
): Promise<{ at: number; sealed: Buffer }[]> {
  const { rows } = await client.query<{ first_byte: string; size: number; sealed: Buffer }>(
    `SELECT first_byte, size, sealed FROM import_chunk WHERE tenant_id = $1 AND import_id = $2 AND first_byte + size > $3
     ORDER BY first_byte LIMIT $4`,
    [tenantId, importId, position.byte, most],
  );
  const chunks = rows.map(row => ({ at: Number(row.first_byte), size: row.size, sealed: row.sealed }));
  let end = position.byte;
  for (const { at, size } of chunks) {
    if (at > end) throw new Problem('import-unreadable', GONE);
    end = at + size;
  }
  if (end < bytes && chunks.length < most) throw new Problem('import-unreadable', GONE);
  return chunks;
}

/** Locks the import for this transaction. @returns false when another process holds it, or has advanced it from this position */
export async function claim(client: ClientBase, { tenantId, importId }: ImportKey, at: FilePosition): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM import WHERE tenant_id = $1 AND import_id = $2 AND state = 'running' AND next_byte = $3 FOR UPDATE SKIP LOCKED`,
    [tenantId, importId, at.byte],
  );
  return rowCount === 1;
}

/** Advances counts, position and report together, and deletes the chunks that were read. */
export async function advance(
  client: ClientBase,
  { tenantId, importId }: ImportKey,
  { counts, refused, next, isOver }: { counts: Counts; refused: ReportLine[]; next: FilePosition; isOver: boolean },
): Promise<void> {
  const name = [tenantId, importId];
  await client.query(
    `INSERT INTO import_refusal (tenant_id, import_id, line, code, detail, pointer)
     SELECT $1, $2, * FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[]) AS t(line, code, detail, pointer)
     LIMIT (SELECT greatest(0, ${MAX_REPORTED} - quarantined) FROM import WHERE tenant_id = $1 AND import_id = $2)`,
    [
      ...name,
      refused.map(({ line }) => line),
      refused.map(({ code }) => code),
      refused.map(({ detail }) => detail),
      refused.map(({ pointer }) => pointer ?? null),
    ],
  );
  await client.query(
    `UPDATE import SET next_byte = $3, next_line = $4, inside = $5, lines = lines + $6, accepted = accepted + $7,
       duplicates = duplicates + $8, refused = refused + $9, quarantined = quarantined + $10, forgotten = forgotten + $11,
       state = CASE WHEN $12 THEN 'finished' ELSE state END, moved_at = clock_timestamp(),
       finished_at = CASE WHEN $12 THEN clock_timestamp() END WHERE tenant_id = $1 AND import_id = $2`,
    [
      ...[...name, next.byte, next.line, next.inside, counts.lines, counts.accepted],
      ...[counts.duplicates, counts.refused, counts.quarantined, counts.forgotten, isOver],
    ],
  );
  await client.query('DELETE FROM import_chunk WHERE tenant_id = $1 AND import_id = $2 AND first_byte + size <= $3', [
    ...name,
    next.byte,
  ]);
}
