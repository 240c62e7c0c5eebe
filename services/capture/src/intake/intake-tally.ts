import { COUNT_TIMEOUT } from '@ckm/event-store';
import type { Tally } from '@ckm/messaging';
import type { Service } from '@ckm/service';
import type { ClientBase } from 'pg';

/** The ways in. */
export type Way = 'http' | 'topic' | 'import';

/** To be called in the transaction of what became of them, where there is one. */
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
  /** Of the received: those that lie in the log although their answer was not sent; the sender may ask again. */
  unanswered: number;
  captured: number;
  duplicates: number;
  refused: number;
  quarantined: number;
  forgotten: number;
  /** False: something that was answered for is neither in the log nor in quarantine. */
  balanced: boolean;
}

interface IntakeSums {
  intake: IntakeSum;
  /** Knowledge items in the log: what each view of items should come to. */
  items: number;
}

// One statement: every number is of the same moment.
const COUNTS = `SELECT
  ((SELECT count(*) FROM events) - (SELECT count(*) FROM events WHERE type <> 'KnowledgeItemCaptured'))::float8 AS items,
  (SELECT count(*) FROM events WHERE type = 'CustomerIdentified')::float8 AS customers,
  (SELECT count(*) FROM quarantine)::float8 AS quarantined,
  coalesce(sum(received), 0)::float8 AS told, coalesce(sum(duplicates), 0)::float8 AS duplicates,
  coalesce(sum(refused), 0)::float8 AS refused, coalesce(sum(forgotten), 0)::float8 AS forgotten
  FROM intake_tally`;

type Counts = Record<'items' | 'customers' | 'quarantined' | 'told' | 'duplicates' | 'refused' | 'forgotten', number>;

/**
 * received = captured + duplicates + refused + quarantined + forgotten. What lies in the log or in quarantine is counted there, the rest and
 * what was received in the tally. A process that dies between commit and answer leaves events that no tally tells of: they count as received
 * and unanswered. Events that a tally tells of and the log does not hold are lost, and the sum says so.
 *
 * Received is what was read as one customer event. A request that is refused before that is none: too large, no JSON, of an unknown media
 * type, a batch of none or of too many. Nobody knows how many events it holds, most of these are refused before anybody knows who sends
 * them, and its sender has it still and is told why.
 */
export async function intakeSums(service: Service): Promise<IntakeSums> {
  const counts = await service.transaction(async client => {
    await client.query(COUNT_TIMEOUT);
    return (await client.query<Counts>(COUNTS)).rows[0] as Counts;
  });
  const { items, customers, told, ...outcomes } = counts;
  const parts = { captured: items + customers, ...outcomes };
  const untold = Object.values(parts).reduce((sum, part) => sum + part, -told);
  const unanswered = Math.max(untold, 0);
  return { intake: { received: told + unanswered, unanswered, ...parts, balanced: untold >= 0 }, items };
}
