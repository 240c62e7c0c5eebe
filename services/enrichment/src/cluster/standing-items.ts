import type { Language } from '@ckm/contracts';
import type { Service } from '@ckm/service';
import { itemWords } from '../interpretation/item-words.view.js';
import { withdrawnItem } from '../interpretation/withdrawn-item.view.js';
import { uncategorisedItem } from './uncategorised-item.view.js';

/** A tenant's newest, and none that came earlier: all that is grouped, shown and made a theme of. */
const MOST = 2_000;
const DAYS = 90;
/** What an item is about is said in so many characters. */
const MOST_CHARACTERS = 2_000;

export const CLUSTER_VIEWS = [uncategorisedItem, itemWords, withdrawnItem];

/** An uncategorised item that was neither withdrawn nor forgotten. */
export interface StandingItem {
  itemId: string;
  customerId: string;
  language: Language;
  capturedAt: Date;
  /** Its beginning. */
  text: string;
  /** It was opened with these. */
  keyIds: string[];
  /** Null while it is in no cluster. */
  clusterId: string | null;
}

export const firstDay = (now: Date): Date => new Date(now.getTime() - DAYS * 86_400_000);

/** SQL: the newest of a tenant. @param tenant, since expressions */
export const newestOf = (tenant: string, since: string): string =>
  `(SELECT * FROM uncategorised_item u WHERE u.tenant_id = ${tenant} AND u.captured_at > ${since}
    ORDER BY u.captured_at DESC, u.item_id LIMIT ${MOST})`;

/** SQL condition on a row `n` of those: neither withdrawn nor forgotten. */
export const STANDS = `EXISTS (SELECT FROM item_words w WHERE (w.tenant_id, w.item_id) = (n.tenant_id, n.item_id) AND w.text IS NOT NULL)
  AND NOT EXISTS (SELECT FROM withdrawn_item w WHERE (w.tenant_id, w.item_id) = (n.tenant_id, n.item_id))`;

const STANDING = `
  SELECT n.item_id AS "itemId", n.customer_id AS "customerId", n.language, n.captured_at AS "capturedAt",
    left(w.text, ${MOST_CHARACTERS}) AS text, w.key_ids AS "keyIds", c.cluster_id AS "clusterId"
  FROM ${newestOf('$1', '$2')} n JOIN item_words w USING (tenant_id, item_id) LEFT JOIN cluster_item c USING (tenant_id, item_id)
  WHERE ${STANDS} ORDER BY n.captured_at, n.item_id`;

/** In the order in which they came. */
export const standingItems = (service: Service, tenantId: string): Promise<StandingItem[]> =>
  service.read(
    CLUSTER_VIEWS,
    tenantId,
    async client => (await client.query<StandingItem>(STANDING, [tenantId, firstDay(service.now())])).rows,
  );
