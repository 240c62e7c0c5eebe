import {
  Instant,
  LANGUAGES,
  type Language,
  SENTIMENTS,
  type SentimentLabel,
  SIGNAL_TYPES,
  type SignalType,
  Words,
} from '@ckm/contracts';
import { CheckedQuery, fromCursor, type Page, pageOf, type Principal, Problem, Query, Who } from '@ckm/http';
import { customerIdOf } from '@ckm/privacy';
import { Service } from '@ckm/service';
import { Controller } from '@nestjs/common';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { feed } from './feed.view.js';

export class FeedQuery {
  @IsOptional() @IsUUID() theme?: string;
  @IsOptional() @IsIn(SENTIMENTS) sentiment?: SentimentLabel;
  @IsOptional() @IsIn(LANGUAGES) language?: Language;
  @IsOptional() @IsIn(SIGNAL_TYPES) signalType?: SignalType;
  /** A customer's UUID, or `external:<id>`. */
  @IsOptional() @Words(1, 220) customer?: string;
  /** Only what was captured then or later. */
  @IsOptional() @Instant() since?: string;
  @IsOptional() @Words(1, 500) cursor?: string;
  @IsOptional() @IsInt() @Min(1) @Max(100) limit?: number;
}

interface FeedRow {
  itemId: string;
  capturedAt: Date;
  /** The same to the microsecond, for the cursor. */
  place?: string;
}

const COLUMNS = `item_id AS "itemId", customer_id AS "customerId", source_type AS "sourceType", account, product, channel, occasion,
  contact_mode AS "contactMode", rating, text, occurred_at AS "occurredAt", captured_at AS "capturedAt", language,
  CASE WHEN sentiment_label IS NOT NULL THEN json_build_object('label', sentiment_label, 'score', sentiment_score) END AS sentiment,
  coalesce(signals, '[]') AS signals, coalesce(themes, '[]') AS themes, erased, captured_at::text AS place`;

@Controller()
export class FeedRoute {
  constructor(private readonly service: Service) {}

  @Query({ get: '/v1/feed', role: 'reader', summary: 'What customers said, newest first.', query: FeedQuery })
  async list(@CheckedQuery(FeedQuery) query: FeedQuery, @Who() { tenantId }: Principal): Promise<Page<FeedRow>> {
    const limit = query.limit ?? 50;
    const { conditions, values } = filtersOf(query, tenantId);
    const rows = await this.service.read([feed], tenantId, async client => {
      const sql = `SELECT ${COLUMNS} FROM item_feed WHERE ${conditions.join(' AND ')} ORDER BY captured_at DESC, item_id DESC LIMIT ${limit + 1}`;
      return (await client.query<FeedRow>(sql, values)).rows;
    });
    const page = pageOf(rows, limit, last => [String(last.place), last.itemId]);
    return { ...page, data: page.data.map(row => ({ ...row, place: undefined })) };
  }
}

function filtersOf(query: FeedQuery, tenantId: string): { conditions: string[]; values: unknown[] } {
  const values: unknown[] = [tenantId];
  const conditions = ['tenant_id = $1'];
  const where = (condition: string, ...given: unknown[]): void => {
    if (given.some(value => value === undefined)) return;
    conditions.push(condition.replace(/\?/g, () => `$${values.push(given.shift())}`));
  };
  const [place, itemId] = query.cursor ? fromCursor(query.cursor, 2) : [];
  where('theme_ids @> ARRAY[?::uuid]', query.theme);
  where('sentiment_label = ?', query.sentiment);
  where('language = ?', query.language);
  where('signal_types @> ARRAY[?::text]', query.signalType);
  where('customer_id = ?', query.customer === undefined ? undefined : customerOf(query.customer, tenantId));
  where('captured_at >= ?', query.since);
  where('(captured_at, item_id) < (?::timestamptz, ?::uuid)', place, itemId);
  return { conditions, values };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function customerOf(customer: string, tenantId: string): string {
  const [, external] = /^external:(.+)$/s.exec(customer) ?? [];
  if (external !== undefined) return customerIdOf(tenantId, external);
  if (UUID.test(customer)) return customer;
  throw new Problem('query-invalid', undefined, [
    { pointer: '/customer', rule: 'format', detail: 'is a UUID or external:<id>' },
  ]);
}
