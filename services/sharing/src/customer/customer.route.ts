import { Rejection } from '@ckm/event-sourcing';
import { IdPipe, type Principal, Query, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { feed } from '../feed/feed.view.js';
import { CUSTOMER_THEN, identity, type Identity } from './identity.view.js';

@Controller()
export class CustomerRoute {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/items/:id/customer',
    role: 'reader',
    summary: 'Who said an item: what was known of the customer at that time, or else was told first afterwards.',
    problems: [404],
  })
  async get(@Param('id', IdPipe) id: string, @Who() { tenantId }: Principal): Promise<{ data: Identity | null }> {
    const [row] = await this.service.read([feed, identity], tenantId, async client => {
      const { rows } = await client.query<{ customer: Identity | null }>(
        `SELECT ${CUSTOMER_THEN} AS customer FROM item_feed WHERE tenant_id = $1 AND item_id = $2`,
        [tenantId, id],
      );
      return rows;
    });
    if (!row) throw new Rejection('item-not-found');
    return { data: row.customer };
  }
}
