import { Competitor, NestedMany } from '@ckm/contracts';
import { CheckedBody, Command, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller } from '@nestjs/common';
import { ArrayMaxSize } from 'class-validator';
import { competitors, listIdOf } from './competitors.decider.js';

const MAX_COMPETITORS = 500;

export class AllCompetitors {
  /** The whole list: it replaces the one before. */
  @ArrayMaxSize(MAX_COMPETITORS) @NestedMany(() => Competitor) competitors!: Competitor[];
}

@Controller()
export class NameCompetitors {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/competitors',
    role: 'steward',
    summary: 'Say who all the competitors are: items that name one are told as COMPETITOR_MENTION from then on.',
    body: AllCompetitors,
    answer: { type: 'object', properties: { competitors: { type: 'integer' } }, required: ['competitors'] },
  })
  async name(
    @CheckedBody(AllCompetitors) request: AllCompetitors,
    @Who() principal: Principal,
  ): Promise<{ data: { competitors: number } }> {
    const names = request.competitors.map(({ name }) => name.trim());
    const listId = listIdOf(principal.tenantId);
    const named = { listId, competitors: [...new Set(names)].map(name => ({ name })) };
    await this.service.events.handle(this.service.contextOf(principal), competitors, listId, named);
    return { data: { competitors: named.competitors.length } };
  }
}
