import type { ClientBase } from 'pg';
import type { Entry } from './entry.js';
import type { AppendResult, Expected } from './event-store.js';
import { prepared } from './prepared.js';

export type Queryable = Pick<ClientBase, 'query'>;

/** Events for one stream, appended all or none. */
export interface Write {
  tenantId: string;
  streamId: string;
  expected: Expected;
  entries: Entry[];
  /** An earlier attempt may have been committed: its events are looked for by the id of the first. */
  retry?: boolean;
}

interface Row {
  idx: number;
  outcome: 'a' | 'd' | 'c';
  version: number;
  first_position: string | null;
}

const APPEND = 'SELECT * FROM append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)';

/** One call of the log's `append` function, all in one transaction: at most one write for each stream. Results come in the order of the writes. */
export async function append(queryable: Queryable, writes: Write[]): Promise<AppendResult[]> {
  const { rows } = await queryable.query<Row>(prepared(APPEND, parametersOf(writes)));
  return rows
    .sort((a, b) => a.idx - b.idx)
    .map(({ outcome, version, first_position }): AppendResult => {
      if (outcome === 'c') return { outcome: 'conflict', version, position: null };
      return { outcome: 'appended', version, position: BigInt(first_position!) };
    });
}

function parametersOf(writes: Write[]): unknown[] {
  const entries = writes.flatMap(write => write.entries);
  return [
    writes.map(write => write.tenantId),
    writes.map(write => write.streamId),
    writes.map(write => versionOf(write.expected)),
    writes.map(write => write.retry ?? false),
    writes.flatMap((write, index) => write.entries.map(() => index + 1)),
    entries.map(entry => entry.id),
    entries.map(entry => entry.type),
    entries.map(entry => entry.schemaVersion),
    entries.map(entry => entry.data),
    entries.map(entry => entry.meta),
    entries.map(entry => entry.digest),
  ];
}

function versionOf(expected: Expected): number {
  if (expected === 'any') return -1;
  return expected === 'none' ? 0 : expected;
}
