import { Rejection } from '@ckm/event-sourcing';
import { sealedUnder } from '@ckm/event-store';
import { type Service, withdrawnItem } from '@ckm/service';
import { itemWords } from './item-words.view.js';

interface Row {
  /** Null once the customer was forgotten. */
  text: string | null;
  /** The keys that it is sealed with. */
  keyIds: string[];
  withdrawn: boolean;
}

/** What an item says. */
export interface ItemText {
  text: string;
  /** For the context of events that hold parts of the text: they are sealed with the same keys. */
  sealed: ReturnType<typeof sealedUnder>;
}

const TEXT = `SELECT text, key_ids AS "keyIds", withdrawn_at IS NOT NULL AS withdrawn
  FROM item_words LEFT JOIN withdrawn_item USING (tenant_id, item_id) WHERE tenant_id = $1 AND item_id = $2`;

/** @throws Rejection `interpretation-not-found`, `item-withdrawn`, `item-forgotten` */
export async function itemTextOf(service: Service, tenantId: string, itemId: string): Promise<ItemText> {
  const [row] = await service.read(
    [itemWords, withdrawnItem],
    tenantId,
    async client => (await client.query<Row>(TEXT, [tenantId, itemId])).rows,
  );
  if (!row) throw new Rejection('interpretation-not-found', `${itemId} has not been interpreted.`);
  if (row.withdrawn)
    throw new Rejection('item-withdrawn', `${itemId} was withdrawn: nothing is concluded from it any more.`);
  if (row.text === null)
    throw new Rejection('item-forgotten', `The customer of ${itemId} was forgotten: there are no words any more.`);
  return { text: row.text, sealed: sealedUnder(row) };
}

const GONE = ['item-forgotten', 'item-withdrawn'];

/** Null in place of a rejection because the item was withdrawn or its customer forgotten. */
export async function unlessGone<T>(done: Promise<T>): Promise<T | null> {
  try {
    return await done;
  } catch (error) {
    if (error instanceof Rejection && GONE.includes(error.slug)) return null;
    throw error;
  }
}
