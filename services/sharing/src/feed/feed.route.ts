import {
  Instant,
  isInstant,
  LANGUAGES,
  type Language,
  SENTIMENTS,
  type SentimentLabel,
  SIGNAL_TYPES,
  type SignalType,
  type ThemeMatch,
  Words,
} from '@ckm/contracts';
import { CheckedQuery, isId, type Page, pageAfter, PageQuery, type Principal, Query, Who } from '@ckm/http';
import { currentThemes, Service, Themes } from '@ckm/service';
import { Controller } from '@nestjs/common';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { feed } from './feed.view.js';
import { MATCHES, matching, PLACE } from './matches.js';

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

@Controller()
export class FeedRoute {
  constructor(private readonly service: Service) {}

  @Query({ get: '/v1/feed', role: 'reader', summary: 'What customers said, newest first.', query: FeedQuery })
  list(@CheckedQuery(FeedQuery) query: FeedQuery, @Who() { tenantId }: Principal): Promise<Page<FeedRow>> {
    return pageAfter(query, [isInstant, isId], ([capturedAt, itemId], most) =>
      this.service.read([feed, currentThemes], tenantId, async client => {
        const themes = await Themes.of(client, tenantId);
        const behind = capturedAt && itemId ? { capturedAt, itemId } : null;
        const values = matching(query, tenantId, { themes, behind, most });
        const sql = `SELECT ${COLUMNS}, json_build_array(${PLACE}, item_id) AS place FROM ${MATCHES}
          JOIN item_feed USING (item_id, captured_at) WHERE tenant_id = $11 ORDER BY captured_at DESC, item_id DESC`;
        const { rows } = await client.query<FeedRow>(sql, [...values, tenantId]);
        return rows.map(row => ({ ...row, themes: themes.shown(row.themes) }));
      }),
    );
  }
}
