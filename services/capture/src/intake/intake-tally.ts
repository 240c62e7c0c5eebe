import { COUNT_TIMEOUT } from '@ckm/event-store';
import type { Tally } from '@ckm/messaging';
import type { Service } from '@ckm/service';
import type { ClientBase } from 'pg';

/** The ways in. */
export type Way = 'http' | 'topic' | 'import';

/** Call it in the transaction that takes the events, where there is one, so that both are committed or neither. */
export async function addTally(
  client: ClientBase,
  way: Way,
  { received = 0, duplicates = 0, refused = 0, forgotten = 0 }: Partial<Tally>,
): Promise<void> {
  await client.query(
    'INSERT INTO intake_tally (way, received, duplicates, refused, forgotten) VALUES ($1, $2, $3, $4, $5)',
    [way, received, duplicates, refused, forgotten],
  );
}

interface IntakeSum {
  received: number;
  /** How many of the received are in the log, but may not have been answered: their sender may send them again. */
  unanswered: number;
  captured: number;
  duplicates: number;
  refused: number;
  quarantined: number;
  forgotten: number;
  /** False when an event that was acknowledged is neither in the log nor in quarantine. */
  balanced: boolean;
}

interface IntakeSums {
  intake: IntakeSum;
  /** Knowledge items in the log, which every view of items must account for. */
  items: number;
}

// One statement, so that all numbers are of the same snapshot.
const COUNTS = `SELECT
  ((SELECT count(*) FROM events) - (SELECT count(*) FROM events WHERE type <> 'KnowledgeItemCaptured'))::float8 AS items,
  (SELECT count(*) FROM events WHERE type = 'CustomerIdentified')::float8 AS customers,
  (SELECT count(*) FROM quarantine)::float8 AS quarantined,
  coalesce(sum(received), 0)::float8 AS tallied, coalesce(sum(duplicates), 0)::float8 AS duplicates,
  coalesce(sum(refused), 0)::float8 AS refused, coalesce(sum(forgotten), 0)::float8 AS forgotten
  FROM intake_tally`;

type Counts = Record<
  'items' | 'customers' | 'quarantined' | 'tallied' | 'duplicates' | 'refused' | 'forgotten',
  number
>;

/**
 * received = captured + duplicates + refused + quarantined + forgotten. Captured and quarantined events are counted where they are stored;
 * the tally counts the others and what was received. A process that dies between the commit and the answer leaves events that are not in the
 * tally: they count as received and unanswered. When there are fewer events than the tally says, some were lost, and the sum is not balanced.
 *
 * Only what was parsed as one customer event counts as received. A request that is refused before that does not: too large, not JSON, of an
 * unknown media type, a batch of none or of too many. It is not known how many events it holds; most such requests are refused before their
 * sender is known; and the sender still has the events and is told why.
 */
export async function intakeSums(service: Service): Promise<IntakeSums> {
  const counts = await service.transaction(async client => {
    await client.query(COUNT_TIMEOUT);
    return (await client.query<Counts>(COUNTS)).rows[0] as Counts;
  });
  const { items, customers, tallied, ...outcomes } = counts;
  const parts = { captured: items + customers, ...outcomes };
  const untallied = Object.values(parts).reduce((sum, part) => sum + part, -tallied);
  const unanswered = Math.max(untallied, 0);
  return { intake: { received: tallied + unanswered, unanswered, ...parts, balanced: untallied >= 0 }, items };
}
