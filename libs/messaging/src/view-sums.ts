import { contractOf, type ServiceName } from '@ckm/contracts';
import type { Database } from '@ckm/event-store';
import type { Projection } from './projection.js';
import type { RoadStatus } from './status.js';

const CAPTURED = contractOf('KnowledgeItemCaptured');

/** Where the knowledge items are that have come to a view of them. */
export interface ViewSum {
  /** `sharing.item_feed` */
  view: string;
  shown: number;
  withdrawn: number;
  erased: number;
  parked: number;
  /** Messages on the items' topic that were not read yet: as many items may still come. Null while the transport does not tell. */
  behind: number | null;
}

/**
 * Counted from the rows of each live view that says how (`sum`).
 * @param status as it was before: rows are counted after the checkpoints were read, so that nothing is missing from both
 */
export async function viewSums(
  service: ServiceName,
  { database, projections, status }: { database: Database; projections: Projection[]; status: RoadStatus },
): Promise<ViewSum[]> {
  const live = projections.filter(({ view, state }) => view.sum && state === 'live');
  return Promise.all(
    live.map(async projection => {
      const { rows } = await database.writer.query<Record<string, string>>(countsOf(projection), [
        CAPTURED.topic,
        projection.table,
      ]);
      const count = (name: string): number => Number(rows[0]?.[name]);
      return {
        view: `${service}.${projection.view.name}`,
        ...{ shown: count('shown'), withdrawn: count('withdrawn'), erased: count('erased'), parked: count('parked') },
        behind: behind(projection, status),
      };
    }),
  );
}

function behind({ table }: Projection, { consumers, alarms }: RoadStatus): number | null {
  if (alarms.includes('transport-unreachable')) return null;
  const mine = consumers.filter(({ slice, topic }) => slice === table && topic === CAPTURED.topic);
  return mine.reduce((sum, { lagEvents }) => sum + lagEvents, 0);
}

/** One statement, one moment. */
function countsOf({ view, table }: Projection): string {
  const { captured = 'true', withdrawn = 'false' } = view.sum ?? {};
  const erased = view.personal ? 'erased' : 'false';
  return `
    SELECT count(*) FILTER (WHERE NOT erased AND NOT withdrawn) AS shown, count(*) FILTER (WHERE NOT erased AND withdrawn) AS withdrawn,
      count(*) FILTER (WHERE erased) AS erased,
      (SELECT count(*) FROM parked WHERE topic = $1 AND $2 = ANY (slices)
         AND convert_from(decode(headers ->> 'ce_type', 'base64'), 'UTF8') LIKE 'ckm.${CAPTURED.type}.v%') AS parked
    FROM (SELECT ${erased} AS erased, coalesce(${withdrawn}, false) AS withdrawn FROM ${table} WHERE ${captured}) AS arrived`;
}
