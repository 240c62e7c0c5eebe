import type { View } from '@ckm/event-sourcing';
import type { ClientBase } from 'pg';
import type { PartitionOf } from './checkpoint.js';
import { headerText } from './parking.js';

/** How far a live view has read a partition. */
interface Reached extends PartitionOf {
  epoch: string | null;
  /** The last sequence of the producer's log that was applied. */
  upTo: bigint;
}

export interface LiveView {
  view: View;
  /** That of the live build. */
  table: string;
  reached: Reached[];
}

/** Everything besides the topics that determines the rows of the live views, at one moment. */
export interface Snapshot {
  live: LiveView[];
  /** Views whose live build has another version: only the code of that version knows what its rows should be. */
  others: { view: View; version: number | null }[];
  /** `asideName` of each message that is parked for a view, and so in no row of it yet. */
  aside: Set<string>;
  /** The ids of erased keys. */
  gone: Set<string>;
}

export const asideName = (table: string, { topic, partition, sequence }: PartitionOf & { sequence: bigint }): string =>
  `${table} ${topic}/${partition} ${sequence}`;

const BUILDS = `SELECT name, version, table_name AS table FROM projection WHERE state = 'live'`;
const REACHED = `SELECT slice, topic, partition, epoch, high_water AS "upTo" FROM checkpoint WHERE slice = ANY ($1) AND high_water > 0`;
const ASIDE = `SELECT unnest(slices) AS table, topic, partition, ${headerText('ce_sequence')} AS sequence
  FROM parked WHERE slices && $1 AND ${headerText('ce_sequence')} ~ '^\\d{20}$'`;

/** @param client in a REPEATABLE READ transaction */
export async function snapshotOf(client: ClientBase, views: View[]): Promise<Snapshot> {
  const ask = async <R extends object>(sql: string, values: unknown[] = []): Promise<R[]> =>
    (await client.query<R>(sql, values)).rows;
  const builds = await ask<{ name: string; version: number; table: string }>(BUILDS);
  const tables = builds.map(({ table }) => table);
  const reached = await ask<PartitionOf & { slice: string; epoch: string | null; upTo: string }>(REACHED, [tables]);
  const aside = await ask<PartitionOf & { table: string; sequence: string }>(ASIDE, [tables]);
  const gone = await ask<{ key_id: string }>('SELECT key_id FROM erased_key');
  const snapshot: Snapshot = {
    live: [],
    others: [],
    aside: new Set(aside.map(one => asideName(one.table, { ...one, sequence: BigInt(one.sequence) }))),
    gone: new Set(gone.map(one => one.key_id)),
  };
  for (const view of views) {
    const { table = '', version = null } = builds.find(({ name }) => name === view.name) ?? {};
    const mine = reached.filter(({ slice }) => slice === table).map(one => ({ ...one, upTo: BigInt(one.upTo) }));
    if (version === view.version) snapshot.live.push({ view, table, reached: mine });
    else snapshot.others.push({ view, version });
  }
  return snapshot;
}
