import { isInstant, type ThemeMatch } from '@ckm/contracts';
import {
  CheckedQuery,
  cursorInstant,
  IdPipe,
  isCount,
  isId,
  type Page,
  pageAfter,
  PageQuery,
  type Principal,
  Query,
  Who,
} from '@ckm/http';
import { Service, Themes } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { COLUMNS, SHOWN } from '../feed/matches.js';
import { subscriptionOf } from '../subscription/subscription-of.js';

interface Row {
  /** For the cursor. */
  place?: string[];
  /** Only in rows of items. */
  themes?: ThemeMatch[];
}

/** Ordered by time first: a test of the channel is not a share and has no sequence number of its own. */
const PLACE = `json_build_array(${cursorInstant('d.shared_at')}, d.seq::text, d.delivery_id) AS place`;
const BEFORE = 'AND (d.shared_at, d.seq, d.delivery_id) < ($3::timestamptz, $4::bigint, $5::uuid)';
const NEWEST_FIRST = 'ORDER BY d.shared_at DESC, d.seq DESC, d.delivery_id DESC';
const ATTEMPTS = 'FROM delivery_attempt a WHERE a.tenant_id = d.tenant_id AND a.message_id = d.message_id';
const DELIVERIES = `SELECT d.delivery_id AS "deliveryId", d.item_id AS "itemId", d.message_id AS "messageId", d.state,
    d.shared_at AS "sharedAt", d.next_at AS "nextAt", d.delivered_at AS "deliveredAt", ${PLACE},
    (SELECT count(*)::int ${ATTEMPTS}) AS "attemptCount",
    coalesce((SELECT json_agg(json_build_object('at', a.at, 'status', a.status, 'error', a.error, 'tookMs', a.took_ms) ORDER BY a.id)
      FROM (SELECT a.* ${ATTEMPTS} ORDER BY a.id DESC LIMIT 20) a), '[]') AS attempts
  FROM delivery d WHERE d.tenant_id = $1 AND d.subscription_id = $2`;
const ITEMS = `SELECT ${COLUMNS}, ${PLACE}
  FROM (SELECT item_id, shared_at, seq, delivery_id FROM delivery WHERE tenant_id = $1 AND subscription_id = $2) d
  JOIN item_feed USING (item_id) WHERE tenant_id = $1`;

@Controller()
export class DeliveryRoutes {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/subscriptions/:id/items',
    role: 'reader',
    summary: 'What was shared with the subscription, newest first, as the feed shows it.',
    query: PageQuery,
    problems: [404],
  })
  items(
    @Param('id', IdPipe) id: string,
    @CheckedQuery(PageQuery) query: PageQuery,
    @Who() principal: Principal,
  ): Promise<Page<Row>> {
    return this.page(ITEMS, { id, query, principal });
  }

  @Query({
    get: '/v1/subscriptions/:id/deliveries',
    role: 'reader',
    summary: 'What was sent, is to be sent or was put aside, newest first, with the last 20 attempts of each.',
    query: PageQuery,
    problems: [404],
  })
  deliveries(
    @Param('id', IdPipe) id: string,
    @CheckedQuery(PageQuery) query: PageQuery,
    @Who() principal: Principal,
  ): Promise<Page<Row>> {
    return this.page(DELIVERIES, { id, query, principal });
  }

  private async page(
    select: string,
    { id, query, principal: { tenantId } }: { id: string; query: PageQuery; principal: Principal },
  ): Promise<Page<Row>> {
    await subscriptionOf(this.service, tenantId, id);
    return pageAfter(query, [isInstant, isCount, isId], (place, most) =>
      this.service.read(SHOWN, tenantId, async client => {
        const before = place.length > 0 ? BEFORE : '';
        const current = await Themes.of(client, tenantId);
        const sql = `${select} ${before} ${NEWEST_FIRST} LIMIT ${most}`;
        const { rows } = await client.query<Row>(sql, [tenantId, id, ...place]);
        return rows.map(row => (row.themes ? { ...row, themes: current.shown(row.themes) } : row));
      }),
    );
  }
}
