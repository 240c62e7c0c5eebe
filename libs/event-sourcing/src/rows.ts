import type { RecordedEvent } from './recorded.js';
import type { Row, View } from './view.js';

/** The rows that a view comes to when events arrive in this order, in the order of their keys: without a database, of one stream or in tests. */
export function rowsOf(view: View, events: RecordedEvent[]): Row[] {
  const rows = new Map<string, Row>();
  for (const event of events) {
    const tombstone = view.personal && event.erased ? { erased: true } : {};
    for (const { key, columns } of [view.on[event.type]?.(event) ?? []].flat()) {
      const id = JSON.stringify([event.tenantId, ...view.key.map(name => key[name])]);
      rows.set(id, { ...rows.get(id), tenant_id: event.tenantId, ...key, ...columns, ...tombstone });
    }
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => sorted(row));
}

/** Every order in which several topics can be read, each topic in its own order. */
export function interleavings<T>(topics: T[][]): T[][] {
  if (topics.every(topic => topic.length === 0)) return [[]];
  return topics.flatMap((topic, i) => {
    const [first, ...rest] = topic;
    if (first === undefined) return [];
    return interleavings(topics.map((other, j) => (i === j ? rest : other))).map(order => [first, ...order]);
  });
}

const sorted = (row: Row): Row => Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
