import { Instant, jsonSchemaOf, KnowledgeItemCaptured, Words } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { IdPipe, type Principal, Query, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { IsBoolean, IsInt, IsOptional } from 'class-validator';

class ItemNow extends KnowledgeItemCaptured {
  @Instant() capturedAt!: string;
  /** How many events its stream has. */
  @IsInt() version!: number;
  @IsBoolean() withdrawn!: boolean;
  @IsOptional() @Instant() withdrawnAt?: string;
  @IsOptional() @Words(1, 1_000) withdrawalReason?: string | null;
  @IsBoolean() erased!: boolean;
}

/** Read from the item's own stream, not from a view: up to date right after a command's 202. */
@Controller()
export class ItemRoute {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/items/:id',
    role: 'reader',
    summary: 'One item as it was captured; of one that was withdrawn, when and why in place of its words.',
    answer: jsonSchemaOf(ItemNow, { erasable: true, without: 'sameness' }),
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
