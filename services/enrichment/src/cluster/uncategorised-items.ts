import type { Language } from '@ckm/contracts';
import { type Service, withdrawnItem } from '@ckm/service';
import { itemWords } from '../interpretation/item-words.view.js';
import { uncategorisedItem } from './uncategorised-item.view.js';

/** What is clustered, shown and made a theme of: the newest items of a tenant within so many days. */
const MAX_ITEMS = 2_000;
const MAX_AGE_DAYS = 90;
/** Of a longer text only the beginning is read: it says what the item is about. */
const MAX_CHARACTERS = 2_000;

export const CLUSTER_VIEWS = [uncategorisedItem, itemWords, withdrawnItem];

/** An item without a theme that is still there: neither withdrawn, nor its customer forgotten. */
export interface UncategorisedItem {
  itemId: string;
  customerId: string;
  language: Language;
  capturedAt: Date;
  /** At most 2,000 characters. */
  text: string;
  /** The keys that it is sealed with. */
  keyIds: string[];
  /** Null while it is in no cluster. */
  clusterId: string | null;
}

export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * 86_400_000);

/** No item that was captured earlier is clustered. */
export const oldestAt = (now: Date): Date => daysBefore(now, MAX_AGE_DAYS);

/**
 * SQL for a subquery: the newest rows of a tenant.
 * @param tenant an SQL expression
 * @param since an SQL expression
 */
export const newestOf = (tenant: string, since: string): string =>
  `(SELECT * FROM uncategorised_item u WHERE u.tenant_id = ${tenant} AND u.captured_at > ${since}
    ORDER BY u.captured_at DESC, u.item_id LIMIT ${MAX_ITEMS})`;

/** SQL condition on a row `n` of that subquery: neither withdrawn nor forgotten. */
export const IS_THERE = `EXISTS (SELECT FROM item_words w WHERE (w.tenant_id, w.item_id) = (n.tenant_id, n.item_id) AND w.text IS NOT NULL)
  AND NOT EXISTS (SELECT FROM withdrawn_item w WHERE (w.tenant_id, w.item_id) = (n.tenant_id, n.item_id))`;

const ITEMS = `
  SELECT n.item_id AS "itemId", n.customer_id AS "customerId", n.language, n.captured_at AS "capturedAt",
    left(w.text, ${MAX_CHARACTERS}) AS text, w.key_ids AS "keyIds", c.cluster_id AS "clusterId"
  FROM ${newestOf('$1', '$2')} n JOIN item_words w USING (tenant_id, item_id) LEFT JOIN cluster_item c USING (tenant_id, item_id)
  WHERE ${IS_THERE} ORDER BY n.captured_at, n.item_id`;

/** In the order in which they were captured. */
export const uncategorisedItems = (service: Service, tenantId: string): Promise<UncategorisedItem[]> =>
  service.read(
    CLUSTER_VIEWS,
    tenantId,
    async client => (await client.query<UncategorisedItem>(ITEMS, [tenantId, oldestAt(service.now())])).rows,
  );
