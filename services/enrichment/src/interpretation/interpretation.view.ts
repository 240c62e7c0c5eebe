import { ItemInterpreted, jsonSchemaOf } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { type Principal, Query, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param, ParseUUIDPipe } from '@nestjs/common';
import { interpretationIdOf } from './identity.js';

/** Folded from the interpretation's own stream: the newest stands. */
@Controller()
export class InterpretationRoute {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/interpretations/:itemId',
    role: 'reader',
    summary: 'What the newest interpreter version reads in an item.',
    answer: jsonSchemaOf(ItemInterpreted),
    problems: [404],
  })
  async get(
    @Param('itemId', ParseUUIDPipe) itemId: string,
    @Who() { tenantId }: Principal,
  ): Promise<{ data: unknown }> {
    const history = await this.service.events.readStream(tenantId, interpretationIdOf(tenantId, itemId));
    const newest = history.at(-1);
    if (!newest) throw new Rejection('interpretation-not-found');
    return { data: { ...newest.data, interpretedAt: newest.recordedAt.toISOString(), erased: newest.erased } };
  }
}
