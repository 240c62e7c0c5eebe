import { cursorInstant } from '@ckm/http';
import { customerOf, type Themes } from '@ckm/service';
import type { FeedQuery } from './feed.route.js';

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
