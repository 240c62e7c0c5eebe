import type { EventName } from '@ckm/contracts';
import type { RecordedEvent } from './recorded.js';

export type Row = Record<string, unknown>;

/** Sets these columns of the row with this key, which is created if it is missing; other columns stay as they are. */
export interface Upsert {
  key: Row;
  columns: Row;
}

/** What one event does to a view. Two events that may come in either order must not write the same column. */
export type RowChange = Upsert | Upsert[];

export const upsert = (key: Row, columns: Row): Upsert => ({ key, columns });
/** The answer of a view that an event does not change. */
export const ignore: RowChange = [];

/**
 * A query with operators that are not leakproof (`@@`, `@>`), for which PostgreSQL uses no index under row security: as a function that runs
 * with the owner's rights, sees only the rows that the view shows to the tenant, and may be called by readers only.
 */
export interface ViewFunction {
  name: string;
  /** Parameters, none named like a column: `words tsquery, most int`. */
  takes: string;
  /** Columns of the answer: `item_id uuid, rank real`. */
  gives: string;
  /** A SELECT from the view, by the view's name. */
  select: string;
  /** Planner settings: `enable_seqscan = off` for a personal array, of which there are no statistics, so that too many rows are expected. */
  settings?: string[];
}

export interface ViewDefinition<Name extends EventName = never> {
  /** The table's name, in snake case. */
  name: string;
  /** To be raised when columns or row changes change: the view is then built again from the first event. */
  version: number;
  /** Column → PostgreSQL type. `tenant_id` and, with personal columns, `erased` and `key_ids` are added. */
  columns: Record<string, string>;
  key: string[];
  /**
   * Columns that say something about a person: they become null, and `erased` true, when that person is forgotten. A row that also gathers
   * what is said after the person's return stays empty for ever, so a row should hold what one event said.
   */
  personal?: string[];
  /** SQL condition on the rows that readers see. It should exclude rows whose creating event has not come yet. Default: all rows. */
  shown?: string;
  /** For a view with one row per knowledge item, SQL conditions on rows: those whose capture has come, and those that were withdrawn. */
  sum?: { captured: string; withdrawn?: string };
  /** Column lists of indexes, to which `tenant_id` is prepended: `captured_at desc, item_id`. One that begins with USING is taken as it is. */
  indexes?: string[];
  functions?: ViewFunction[];
  /** What each event does; `ignore` is an answer. */
  on: { [N in Name]: (event: RecordedEvent<N>) => RowChange };
}

/** A view of any events, as the runtime uses it. */
export interface View extends Omit<ViewDefinition, 'on'> {
  on: Partial<Record<EventName, (event: RecordedEvent) => RowChange>>;
}

export const view = <Name extends EventName>(definition: ViewDefinition<Name>): View => definition;

/** What an event does to a view; nothing when the view does not name its type. */
export const changesOf = ({ on }: View, event: RecordedEvent): Upsert[] => [on[event.type]?.(event) ?? []].flat();
