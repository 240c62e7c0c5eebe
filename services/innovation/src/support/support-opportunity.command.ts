import { Described, IMPORTANCES, type Importance, Words } from '@ckm/contracts';
import { CheckedBody, Command, IdPipe, type Principal, Who } from '@ckm/http';
import { uuid5 } from '@ckm/privacy';
import { customerOf, Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { opportunityOf } from '../opportunity/opportunities.view.js';
import { support } from './support.decider.js';

export class SupportOpportunity {
  @Described("A customer's UUID, or external:<id>.") @Words(1, 220) customerId!: string;
  /** 0 not, 1 nice, 2 important, 3 critical. */
  @IsIn(IMPORTANCES) importance!: Importance;
}

@Controller()
export class SupportOpportunities {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/opportunities/:id/support',
    role: 'contributor',
    summary: 'Say how much it matters to a customer; what was said last counts, whether it is more or less.',
    body: SupportOpportunity,
    problems: [404],
  })
  async support(
    @Param('id', IdPipe) id: string,
    @CheckedBody(SupportOpportunity) request: SupportOpportunity,
    @Who() principal: Principal,
  ): Promise<{ data: { opportunityId: string; customerId: string; importance: Importance } }> {
    const { tenantId } = principal;
    const { opportunityId } = await opportunityOf(this.service, tenantId, id);
    const at = { code: 'body-invalid', pointer: '/customerId' } as const;
    const data = { ...request, opportunityId, customerId: customerOf(tenantId, request.customerId, at) };
    const streamId = uuid5(tenantId, 'support', opportunityId, data.customerId);
    await this.service.events.handle(this.service.contextOf(principal), support, streamId, data);
    return { data };
  }
}
