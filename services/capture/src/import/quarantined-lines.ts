import { Problem, readJson } from '@ckm/http';
import { type Privacy, uuid5 } from '@ckm/privacy';
import type { ClientBase } from 'pg';
import type { CloudEvent } from '../customer-event/cloud-event.js';
import { tenantMismatch } from '../customer-event/customer-event.js';
import type { CheckedLine, Refusal } from './checked-lines.js';
import type { RunningImport } from './import-progress.js';
import { type LineFormat, parseLines } from './line-format.js';

export type RefusedLine = CheckedLine & { refusal: Refusal };

const TOPIC = 'import:';
/** Holds the line format of the file, beside each quarantined line. */
const FORMAT_HEADER = 'ckm_line_format';

// Lines that are in quarantine already are replaced only where their bytes have lapsed. The others are not even locked: a redrive that holds
// them may be waiting for the log.
const KEEP = `
  WITH came AS (
    SELECT * FROM unnest($3::uuid[], $4::bigint[], $5::bytea[], $6::text[], $7::text[]) AS t(id, line, sealed, code, detail)),
  again AS (
    UPDATE quarantine q SET topic = $2, sealed = came.sealed, code = came.code, detail = came.detail,
      received_at = clock_timestamp(), lapsed_at = NULL
    FROM came WHERE q.id = came.id AND q.lapsed_at IS NOT NULL)
  INSERT INTO quarantine (id, tenant_id, topic, partition, "offset", sealed, code, detail)
  SELECT id, $1, $2, 0, line, sealed, code, detail FROM came ON CONFLICT (id) DO NOTHING`;

/**
 * Puts refused lines into quarantine as they came, sealed, in the form of records of a topic `import:<id>` whose offsets are line numbers.
 * @returns how many of them were not in quarantine already from an earlier import of the file, lapsed or not
 */
export async function quarantineLines(
  client: ClientBase,
  privacy: Privacy,
  { tenantId, importId, format, startedAt }: Pick<RunningImport, 'tenantId' | 'importId' | 'format' | 'startedAt'>,
  lines: RefusedLine[],
): Promise<number> {
  if (lines.length === 0) return 0;
  const headers = { [FORMAT_HEADER]: Buffer.from(JSON.stringify({ ...format, tenantId })).toString('base64') };
  const records = lines.map(({ line }) => ({ key: null, headers, value: line.bytes.toString('base64') }));
  const ids = records.map(async (record, i) => {
    const same = await privacy.sameness(tenantId, JSON.stringify(record));
    return uuid5('import', format.source, String(lines[i]?.line.line), same);
  });
  // A line was received when its file was, not when it was read: a person may have been forgotten in between.
  const timestamp = startedAt.getTime();
  const sealed = records.map(record =>
    privacy.sealBytes(tenantId, Buffer.from(JSON.stringify({ ...record, timestamp }))),
  );
  const { rowCount } = await client.query(KEEP, [
    tenantId,
    TOPIC + importId,
    await Promise.all(ids),
    lines.map(({ line }) => line.line),
    await Promise.all(sealed),
    lines.map(({ refusal }) => refusal.code),
    lines.map(({ refusal }) => refusal.detail),
  ]);
  return rowCount ?? 0;
}

/** Told by the topic, never by a header: headers can come from outside. */
export const isOfImport = (topic: string): boolean => topic.startsWith(TOPIC);

/** Parses a quarantined line again. @throws Problem as the import would */
export function eventOfLine(headers: Record<string, Uint8Array>, value: Uint8Array): CloudEvent {
  const { tenantId, ...format } = readJson(headers[FORMAT_HEADER]!) as LineFormat & { tenantId: string };
  const [read] = parseLines([Buffer.from(value)], format);
  if (read === undefined || read instanceof Problem) throw read ?? new Problem('event-invalid');
  const { tenantid } = read.event;
  if (tenantid && tenantid !== tenantId) throw tenantMismatch();
  return { ...read.event, tenantid: tenantId };
}
