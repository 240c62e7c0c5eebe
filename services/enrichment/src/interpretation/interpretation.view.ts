import { ItemInterpreted, jsonSchemaOf } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { type Principal, Query, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param, ParseUUIDPipe } from '@nestjs/common';
import { interpretationIdOf } from './identity.js';
import { withdrawnItem } from './withdrawn-item.view.js';

/** Folded from the interpretation's own stream: the newest stands. */
@Controller()
export class InterpretationRoute {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/interpretations/:itemId',
    role: 'reader',
    summary:
      'What the newest interpreter version reads in an item, and what people corrected of it; of one that was withdrawn, without its words.',
    answer: jsonSchemaOf(ItemInterpreted),
    problems: [404],
  })
  async get(
    @Param('itemId', ParseUUIDPipe) itemId: string,
    @Who() { tenantId }: Principal,
  ): Promise<{ data: unknown }> {
    const history = await this.service.events.readStream(tenantId, interpretationIdOf(tenantId, itemId));
    const newest = history.findLast(event => event.type === 'ItemInterpreted');
    if (!newest) throw new Rejection('interpretation-not-found');
    const { data } = newest;
    const withdrawn = await this.isWithdrawn(tenantId, itemId);
    const signals = withdrawn ? data.signals.map(signal => ({ ...signal, text: null })) : data.signals;
    const interpretedAt = newest.recordedAt.toISOString();
    return { data: { ...data, signals, interpretedAt, withdrawn, erased: newest.erased } };
  }

  private isWithdrawn(tenantId: string, itemId: string): Promise<boolean> {
    const sql = 'SELECT FROM withdrawn_item WHERE tenant_id = $1 AND item_id = $2';
    return this.service.read(
      [withdrawnItem],
      tenantId,
      async client => (await client.query(sql, [tenantId, itemId])).rowCount === 1,
    );
  }
}
