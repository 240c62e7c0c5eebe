import type { Sentiment, SharedItem, Signal, TestDelivery, ThemeMatch } from '@ckm/contracts';
import { currentThemes, type Service, Themes } from '@ckm/service';
import { feed } from '../feed/feed.view.js';
import type { Delivery } from './due-deliveries.js';
import type { LeasedSubscription } from './lease.js';
import { withdrawals } from './withdrawals.view.js';

interface Item {
  itemId: string;
  capturedAt: Date;
  text: string;
  language: SharedItem['language'] | null;
  sentiment: Sentiment;
  signals: Signal[];
  themes: ThemeMatch[];
  erased: boolean;
}

/** What a delivery says now. `not-shown`: the item is not in the feed yet. `gone`: it was erased or withdrawn, and is not sent any more. */
export type Content = Sendable | 'not-shown' | 'gone';
export type Sendable = SharedItem | TestDelivery;

const ITEMS = `SELECT item_id AS "itemId", captured_at AS "capturedAt", text, language,
  json_build_object('label', sentiment_label, 'score', sentiment_score) AS sentiment, signals, themes, erased
  FROM item_feed WHERE tenant_id = $1 AND item_id = ANY ($2)`;
const WITHDRAWN = 'SELECT item_id AS "itemId" FROM withdrawal WHERE tenant_id = $1 AND item_id = ANY ($2)';

/** Splits deliveries into those that can be sent and those that are gone. @param contents theirs, none of them `not-shown` */
export const withoutGone = (deliveries: Delivery[], contents: Content[]): { ready: Delivery[]; gone: Delivery[] } => ({
  ready: deliveries.filter((_, i) => contents[i] !== 'gone'),
  gone: deliveries.filter((_, i) => contents[i] === 'gone'),
});

/** The views that contents are read from. */
export const CONTENTS = [feed, withdrawals, currentThemes];

/** Read at the time of sending, so that nothing is sent that was erased or withdrawn since it was shared. */
export async function contentsOf(
  service: Service,
  leased: LeasedSubscription,
  deliveries: Delivery[],
): Promise<Content[]> {
  const values = [leased.tenantId, deliveries.map(({ itemId }) => itemId)];
  const { items, withdrawn, current } = await service.read(CONTENTS, leased.tenantId, async client => ({
    items: new Map((await client.query<Item>(ITEMS, values)).rows.map(item => [item.itemId, item])),
    withdrawn: new Set((await client.query<{ itemId: string }>(WITHDRAWN, values)).rows.map(({ itemId }) => itemId)),
    current: await Themes.of(client, leased.tenantId),
  }));
  return deliveries.map(({ deliveryId, itemId }) => {
    const { subscriptionId } = leased;
    if (itemId === null) return { deliveryId, subscriptionId, test: true };
    const item = items.get(itemId);
    if (item?.erased || withdrawn.has(itemId)) return 'gone';
    if (!item?.language) return 'not-shown';
    const link = `${service.outside.publicUrl ?? ''}/#item=${itemId}`;
    const themes = current.shown(item.themes);
    return { deliveryId, subscriptionId, link, ...shared({ ...item, themes }, leased.words) };
  });
}

/**
 * What is sent, read after its place was recorded: a person who was forgotten before that is not in it, and the certificate of one who is
 * forgotten later names the place.
 * @throws when an item can no longer be sent: the next turn decides what becomes of its delivery
 */
export async function contentsToSend(
  service: Service,
  leased: LeasedSubscription,
  deliveries: Delivery[],
): Promise<Sendable[]> {
  const contents = await contentsOf(service, leased, deliveries);
  const sendable = contents.filter(content => typeof content === 'object');
  if (sendable.length < contents.length) throw new Error('what was about to be sent is not to be sent any more');
  return sendable;
}

const shared = (
  { itemId, capturedAt, text, language, sentiment, signals, themes }: Item,
  words: boolean,
): Omit<SharedItem, 'deliveryId' | 'subscriptionId' | 'link'> => ({
  itemId,
  capturedAt: capturedAt.toISOString(),
  language: language ?? 'und',
  sentiment,
  signals: signals.map(({ type, kind, expression, span, confidence, text: said }) => ({
    type,
    kind,
    expression,
    span,
    confidence,
    ...(words ? { text: said } : {}),
  })),
  themes,
  ...(words ? { text } : {}),
});
