import { contractOf, type ServiceName } from '@ckm/contracts';
import type { View } from '@ckm/event-sourcing';
import { COUNT_TIMEOUT, type Database, nullOnTimeout } from '@ckm/event-store';
import type { ClientBase } from 'pg';
import { headerText } from './parking.js';
import type { Projection } from './projection.js';
import type { RoadStatus } from './status.js';

const CAPTURED = contractOf('KnowledgeItemCaptured');

/** How many knowledge items have reached a view; only its name when they could not be counted in time. */
export interface ViewSum extends Partial<Arrived> {
  /** `sharing.item_feed` */
  view: string;
}

interface Arrived {
  shown: number;
  withdrawn: number;
  erased: number;
  parked: number;
  /** Unread messages on the items' topic: as many items may still come. Null while the transport does not answer. */
  behind: number | null;
}

/**
 * Counts the rows of each live view that has a `sum`.
 * @param status read before: rows are counted after the checkpoints were, so that no item is missing from both
 */
export async function viewSums(
  service: ServiceName,
  { database, projections, status }: { database: Database; projections: Projection[]; status: RoadStatus },
): Promise<ViewSum[]> {
  const shown = projections.filter(({ view, state }) => view.sum && state !== 'building').map(({ view }) => view);
  return Promise.all(
    shown.map(async view => ({
      view: `${service}.${view.name}`,
      ...(await nullOnTimeout(database.transaction(client => arrivedIn(client, view, status)))),
    })),
  );
}

async function arrivedIn(client: ClientBase, view: View, status: RoadStatus): Promise<Arrived> {
  await client.query(COUNT_TIMEOUT);
  // A switch of builds locks the view first: the build that is live now stays until its rows are counted.
  await client.query(`LOCK TABLE ${view.name} IN ACCESS SHARE MODE`);
  const live = await client.query<{ table: string }>(
    `SELECT table_name AS table FROM projection WHERE name = $1 AND state = 'live'`,
    [view.name],
  );
  const { table } = live.rows[0]!;
  const { rows } = await client.query<Record<string, string>>(countsOf(view, table), [CAPTURED.topic, table]);
  const count = (name: string): number => Number(rows[0]?.[name]);
  return {
    ...{ shown: count('shown'), withdrawn: count('withdrawn'), erased: count('erased'), parked: count('parked') },
    behind: behind(table, status),
  };
}

function behind(table: string, { consumers, alarms }: RoadStatus): number | null {
  if (alarms.includes('transport-unreachable')) return null;
  const mine = consumers.filter(({ slice, topic }) => slice === table && topic === CAPTURED.topic);
  return mine.reduce((sum, { lagEvents }) => sum + lagEvents, 0);
}

/** SQL: all counts in one statement, and so of one moment. */
function countsOf(view: View, table: string): string {
  const { captured = 'true', withdrawn = 'false' } = view.sum ?? {};
  const erased = view.personal ? 'erased' : 'false';
  return `
    SELECT count(*) FILTER (WHERE NOT erased AND NOT withdrawn) AS shown, count(*) FILTER (WHERE NOT erased AND withdrawn) AS withdrawn,
      count(*) FILTER (WHERE erased) AS erased,
      (SELECT count(*) FROM parked WHERE topic = $1 AND $2 = ANY (slices)
         AND ${headerText('ce_type')} LIKE 'ckm.${CAPTURED.type}.v%') AS parked
    FROM (SELECT ${erased} AS erased, coalesce(${withdrawn}, false) AS withdrawn FROM ${table} WHERE ${captured}) AS arrived`;
}
