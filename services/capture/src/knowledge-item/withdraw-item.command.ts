import { Words } from '@ckm/contracts';
import { CheckedBody, Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { knowledgeItem } from './knowledge-item.decider.js';

export class Withdrawal {
  @IsOptional() @Words(1, 1_000) reason?: string | null;
}

@Controller()
export class WithdrawItem {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/items/:id/withdrawal',
    role: 'contributor',
    summary: 'Withdraw an item: its words are shown nowhere any more. Again, it is the same answer.',
    body: Withdrawal,
    answer: { type: 'object', properties: { itemId: { type: 'string', format: 'uuid' } } },
    problems: [404, 415],
  })
  async withdraw(
    @Param('id', IdPipe) id: string,
    @CheckedBody(Withdrawal) { reason = null }: Withdrawal,
    @Who() principal: Principal,
  ): Promise<{ data: { itemId: string } }> {
    await this.service.events.handle(this.service.contextOf(principal), knowledgeItem, id, { reason });
    return { data: { itemId: id } };
  }
}
