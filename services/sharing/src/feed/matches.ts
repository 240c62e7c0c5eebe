import {
  Described,
  Instant,
  LANGUAGES,
  type Language,
  SENTIMENTS,
  type SentimentLabel,
  SIGNAL_TYPES,
  type SignalType,
  type ThemeMatch,
  Words,
} from '@ckm/contracts';
import { cursorInstant, PageQuery } from '@ckm/http';
import { currentThemes, customerOf, type Themes } from '@ckm/service';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { CUSTOMER_THEN, identity, type Identity } from '../customer/identity.view.js';
import { feed } from './feed.view.js';

export class FeedQuery extends PageQuery {
  @IsOptional() @IsUUID() theme?: string;
  @IsOptional() @IsIn(SENTIMENTS) sentiment?: SentimentLabel;
  @IsOptional() @IsIn(LANGUAGES) language?: Language;
  @IsOptional() @IsIn(SIGNAL_TYPES) signalType?: SignalType;
  /** A customer's UUID, or `external:<id>`. */
  @IsOptional() @Words(1, 220) customer?: string;
  @Described('Only what ckm captured then or later, whenever the customer said it.')
  @IsOptional()
  @Instant()
  since?: string;
}

export interface FeedRow {
  itemId: string;
  capturedAt: Date;
  text: string | null;
  themes: ThemeMatch[];
  customer: Identity | null;
  /** For the cursor. */
  place?: string[];
}

/** The views that an answer with these columns is read from. */
export const SHOWN = [feed, identity, currentThemes];

export const COLUMNS = `item_id AS "itemId", customer_id AS "customerId", source_type AS "sourceType", account, product, channel, occasion,
  contact_mode AS "contactMode", rating, text, occurred_at AS "occurredAt", item_feed.captured_at AS "capturedAt", language,
  CASE WHEN sentiment_label IS NOT NULL THEN json_build_object('label', sentiment_label, 'score', sentiment_score) END AS sentiment,
  coalesce(signals, '[]') AS signals, coalesce(themes, '[]') AS themes, erased, ${CUSTOMER_THEN} AS customer`;

const CUSTOMER = { code: 'query-invalid', pointer: '/customer' } as const;

/** An item's place in the feed: its time of capture, to the microsecond, then its id. */
export interface Place {
  capturedAt: string;
  itemId: string;
}

export const PLACE = cursorInstant('captured_at');

/** A call of the view's function for the newest items that fit, with the parameters of `matchParameters`. */
export const MATCHES =
  'item_feed_matches($1::tsquery, $2::uuid[], $3, $4, $5, $6::uuid, $7::timestamptz, $8::timestamptz, $9::uuid, $10)';

/**
 * @param themes as they are now: a query for one means also those merged with it
 * @param before only items before this place in the feed, that is older ones; null for the newest
 * @param most how many items
 */
export const matchParameters = (
  { theme, sentiment, language, signalType, customer, since }: FeedQuery,
  tenantId: string,
  { words, themes, before, most }: { words?: string; themes: Themes; before: Place | null; most: number },
): unknown[] => [
  words,
  theme && themes.kinOf(theme.toLowerCase()),
  sentiment,
  language,
  signalType,
  customer && customerOf(tenantId, customer, CUSTOMER),
  since,
  before?.capturedAt,
  before?.itemId,
  most,
];
