import {
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
import { customerOf, type Themes } from '@ckm/service';
import { IsIn, IsOptional, IsUUID } from 'class-validator';

export class FeedQuery extends PageQuery {
  @IsOptional() @IsUUID() theme?: string;
  @IsOptional() @IsIn(SENTIMENTS) sentiment?: SentimentLabel;
  @IsOptional() @IsIn(LANGUAGES) language?: Language;
  @IsOptional() @IsIn(SIGNAL_TYPES) signalType?: SignalType;
  /** A customer's UUID, or `external:<id>`. */
  @IsOptional() @Words(1, 220) customer?: string;
  /** Only what was captured then or later. */
  @IsOptional() @Instant() since?: string;
}

export interface FeedRow {
  itemId: string;
  capturedAt: Date;
  text: string | null;
  themes: ThemeMatch[];
  /** For the cursor. */
  place?: string[];
}

export const COLUMNS = `item_id AS "itemId", customer_id AS "customerId", source_type AS "sourceType", account, product, channel, occasion,
  contact_mode AS "contactMode", rating, text, occurred_at AS "occurredAt", item_feed.captured_at AS "capturedAt", language,
  CASE WHEN sentiment_label IS NOT NULL THEN json_build_object('label', sentiment_label, 'score', sentiment_score) END AS sentiment,
  coalesce(signals, '[]') AS signals, coalesce(themes, '[]') AS themes, erased`;

const CUSTOMER = { code: 'query-invalid', pointer: '/customer' } as const;

/** Where an item stands among all: by its capture, to the microsecond. */
export interface Place {
  capturedAt: string;
  itemId: string;
}

export const PLACE = cursorInstant('captured_at');

/** The table of the newest items that fit; its parameters are what `matching` gives. */
export const MATCHES =
  'item_feed_matches($1::tsquery, $2::uuid[], $3, $4, $5, $6::uuid, $7::timestamptz, $8::timestamptz, $9::uuid, $10)';

/**
 * @param themes as they are now: whoever asks for one asks for all that are one with it
 * @param most how many of them, the newest first, behind the place
 */
export const matching = (
  { theme, sentiment, language, signalType, customer, since }: FeedQuery,
  tenantId: string,
  { words, themes, behind, most }: { words?: string; themes: Themes; behind: Place | null; most: number },
): unknown[] => [
  words,
  theme && themes.kinOf(theme.toLowerCase()),
  sentiment,
  language,
  signalType,
  customer && customerOf(tenantId, customer, CUSTOMER),
  since,
  behind?.capturedAt,
  behind?.itemId,
  most,
];
