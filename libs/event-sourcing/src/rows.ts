import { inOrder } from './in-order.js';
import type { Recorded, RecordedEvent } from './recorded.js';
import { changesOf, type Row, type View } from './view.js';

/** The rows that a view has after these events in this order, sorted by key: without a database, for one stream or in tests. */
export function rowsOf(view: View, events: RecordedEvent[]): Row[] {
  const rows = new Map<string, Row>();
  for (const event of events) {
    for (const { key, columns } of changesOf(view, event)) {
      const id = JSON.stringify([event.tenantId, ...view.key.map(name => key[name])]);
      rows.set(id, tombstoned(view, event, { ...rows.get(id), tenant_id: event.tenantId, ...key, ...columns }));
    }
    if (event.type === 'SubjectErased') erase(view, rows, event);
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => inOrder(row));
}

/** As the runtime writes it: a row keeps the key ids of its events, and once erased it stays empty. */
function tombstoned(view: View, { keyIds = [], erased }: RecordedEvent, row: Row): Row {
  if (!view.personal) return row;
  const known = (row.key_ids ?? []) as string[];
  const keys = keyIds.length > 0 ? { key_ids: [...new Set([...known, ...keyIds])].sort() } : {};
  return { ...row, ...keys, ...(erased || row.erased ? nothingOf(view.personal) : {}) };
}

function erase({ personal }: View, rows: Map<string, Row>, { tenantId, data }: Recorded<'SubjectErased'>): void {
  const isTheirs = ({ tenant_id, key_ids = [] }: Row): boolean =>
    tenant_id === tenantId && data.keyIds.some(keyId => (key_ids as string[]).includes(keyId));
  for (const [id, row] of rows) if (personal && isTheirs(row)) rows.set(id, { ...row, ...nothingOf(personal) });
}

const nothingOf = (personal: string[]): Row => ({
  ...Object.fromEntries(personal.map(column => [column, null])),
  erased: true,
});

/** Every order in which the messages of several topics can be read, those of each topic in their order. */
export function interleavings<T>(topics: T[][]): T[][] {
  if (topics.every(topic => topic.length === 0)) return [[]];
  return topics.flatMap((topic, i) => {
    const [first, ...rest] = topic;
    if (first === undefined) return [];
    return interleavings(topics.map((other, j) => (i === j ? rest : other))).map(order => [first, ...order]);
  });
}
