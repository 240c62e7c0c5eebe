import { contractOf, type EventName, isEventName, UUID } from '@ckm/contracts';
import { HistoryUnknown, type Meta } from '@ckm/event-sourcing';
import type { Queryable } from './append.js';
import type { StoredEvent } from './event-store.js';
import { prepared } from './prepared.js';

export interface StreamName {
  tenantId: string;
  streamId: string;
}

interface Row {
  position: string;
  tenant_id: string;
  stream_id: string;
  version: number;
  event_id: string;
  type: EventName;
  schema_version: number;
  data: unknown;
  meta: Meta;
  recorded_at: Date;
}

const COLUMNS = `position, tenant_id, stream_id, version, event_id, type, schema_version, data, meta, recorded_at`;

/** With the stream id in PostgreSQL's spelling, over which the digest is taken. */
export function streamName(tenantId: string, streamId: string): StreamName {
  const canonical = streamId.toLowerCase();
  if (!UUID.test(canonical)) throw new Error(`a stream's id is a UUID, not "${streamId}"`);
  return { tenantId, streamId: canonical };
}

export const streamKey = ({ tenantId, streamId }: StreamName): string => `${streamId} ${tenantId}`;

const STREAMS = `SELECT ${COLUMNS} FROM events JOIN unnest($1::text[], $2::uuid[]) AS named(tenant, stream)
  ON tenant_id = tenant AND stream_id = stream ORDER BY tenant_id, stream_id, version`;

/** The events of these streams, those of each stream in order. */
export async function loadStreams(queryable: Queryable, streams: StreamName[]): Promise<StoredEvent[]> {
  const names = [streams.map(({ tenantId }) => tenantId), streams.map(({ streamId }) => streamId)];
  const { rows } = await queryable.query<Row>(prepared(STREAMS, names));
  return rows.map(storedEvent);
}

/** The same history. @throws HistoryUnknown when this code does not know the type or the version of one of the events */
export function knownOnly(history: StoredEvent[]): StoredEvent[] {
  for (const { streamId, type, schemaVersion } of history)
    if (!isEventName(type) || schemaVersion > contractOf(type).version)
      throw new HistoryUnknown(streamId, `${type as string}.v${schemaVersion}`);
  return history;
}

const ASKED_FOR = `SELECT ${COLUMNS} FROM events WHERE position > $1::bigint AND position <= $1 + $2::int
  AND (type = ANY ($3) OR position = (SELECT max(position) FROM events WHERE position <= $1 + $2)) ORDER BY position`;

/** As `EventStore.readLog`. */
export async function loadLog(
  queryable: Queryable,
  after: bigint,
  { limit, types }: { limit: number; types?: readonly EventName[] },
): Promise<StoredEvent[]> {
  const { rows } = types
    ? await queryable.query<Row>(prepared(ASKED_FOR, [after, limit, types]))
    : await queryable.query<Row>(`SELECT ${COLUMNS} FROM events WHERE position > $1 ORDER BY position LIMIT $2`, [
        after,
        limit,
      ]);
  return rows.map(storedEvent);
}

const storedEvent = (row: Row): StoredEvent => ({
  id: row.event_id,
  type: row.type,
  data: row.data,
  tenantId: row.tenant_id,
  streamId: row.stream_id,
  version: row.version,
  schemaVersion: row.schema_version,
  position: BigInt(row.position),
  recordedAt: row.recorded_at,
  meta: row.meta,
});
