import type { EventName } from '@ckm/contracts';
import type { RecordedEvent } from './recorded.js';

export type Row = Record<string, unknown>;

/** One row, named by its key, gets these columns; other columns stay as they are. */
export interface Upsert {
  key: Row;
  columns: Row;
}

/** What one event does to a view. Two events that may come in either order never write the same column. */
export type RowChange = Upsert | Upsert[];

export const upsert = (key: Row, columns: Row): Upsert => ({ key, columns });
export const ignore: RowChange = [];

/**
 * A question with operators that lose their index under row security (`@@`, `@>`), because they are not leakproof: a function of the
 * owner's, which sees no row but what the view shows to the tenant, and which only readers may call.
 */
export interface ViewFunction {
  name: string;
  /** Parameters, none named like a column: `words tsquery, most int`. */
  takes: string;
  /** Columns of the answer: `item_id uuid, rank real`. */
  gives: string;
  /** A SELECT from the view, by the view's name. */
  select: string;
  /** How it is planned: `enable_seqscan = off` where an array is personal, as the planner then knows nothing of it and thinks much will fit. */
  settings?: string[];
}

export interface ViewDefinition<Name extends EventName = never> {
  /** The table's name, in snake case. */
  name: string;
  /** Raise it when columns or row changes change: the view is then built again from the first event. */
  version: number;
  /** Column → PostgreSQL type. `tenant_id` and, with personal columns, `erased` and `key_ids` are added. */
  columns: Record<string, string>;
  key: string[];
  /**
   * Columns that say something about a person: null, and `erased` true, once that person is forgotten. The whole row is: one that
   * gathers what was said before and after a person's return is empty for ever, so let a row say what one event said.
   */
  personal?: string[];
  /** SQL condition: which rows are shown. A row whose creation has not come yet should not be. */
  shown?: string;
  /** Of a view with one row per knowledge item, SQL conditions: whose capture has come, and which of those were withdrawn. */
  sum?: { captured: string; withdrawn?: string };
  /** Column lists to index, `tenant_id` in front is added: `captured_at desc, item_id`. One that begins with USING is taken as it is. */
  indexes?: string[];
  functions?: ViewFunction[];
  /** Total over the events it names. */
  on: { [N in Name]: (event: RecordedEvent<N>) => RowChange };
}

/** A view of whichever events, as the runtime sees it. */
export interface View extends Omit<ViewDefinition, 'on'> {
  on: Partial<Record<EventName, (event: RecordedEvent) => RowChange>>;
}

export const view = <Name extends EventName>(definition: ViewDefinition<Name>): View => definition;

/** What an event does to a view: nothing where the view does not name it. */
export const changesOf = ({ on }: View, event: RecordedEvent): Upsert[] => [on[event.type]?.(event) ?? []].flat();
