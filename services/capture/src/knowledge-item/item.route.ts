import { jsonSchemaOf, KnowledgeItemCaptured } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { IdPipe, type Principal, Query, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';

/** Read from the item's own stream, not from a view: up to date right after a command's 202. */
@Controller()
export class ItemRoute {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/items/:id',
    role: 'reader',
    summary: 'One item as it was captured; of one that was withdrawn, when and why in place of its words.',
    answer: jsonSchemaOf(KnowledgeItemCaptured),
    problems: [404],
  })
  async get(@Param('id', IdPipe) id: string, @Who() { tenantId }: Principal): Promise<{ data: unknown }> {
    const history = await this.service.events.readStream(tenantId, id);
    const captured = history.find(event => event.type === 'KnowledgeItemCaptured');
    if (!captured) throw new Rejection('item-not-found');
    const withdrawal = history.find(event => event.type === 'KnowledgeItemWithdrawn');
    return {
      data: {
        ...captured.data,
        ...(withdrawal && { text: null }),
        sameness: undefined,
        capturedAt: captured.recordedAt.toISOString(),
        version: history.length,
        withdrawn: withdrawal !== undefined,
        withdrawnAt: withdrawal?.recordedAt.toISOString(),
        withdrawalReason: withdrawal?.data.reason,
        erased: captured.erased,
      },
    };
  }
}
