import { NotBlank, OPPORTUNITY_KINDS, type OpportunityKind, Words } from '@ckm/contracts';
import { CheckedBody, Command, type Principal, Who } from '@ckm/http';
import { mustBeTheme, Service } from '@ckm/service';
import { Controller } from '@nestjs/common';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { proposeOpportunity } from './opportunity.decider.js';

export class ProposeOpportunity {
  @Words(1, 200) @NotBlank() title!: string;
  @IsIn(OPPORTUNITY_KINDS) kind!: OpportunityKind;
  @IsOptional() @Words(1, 2_000) description?: string | null;
  @IsOptional() @IsUUID() themeId?: string | null;
}

@Controller()
export class ProposeOpportunities {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/opportunities',
    role: 'steward',
    summary: 'Propose a change, whether customers have asked for it yet or not.',
    body: ProposeOpportunity,
    answer: {
      type: 'object',
      properties: { opportunityId: { type: 'string', format: 'uuid' } },
      required: ['opportunityId'],
    },
    problems: [422],
  })
  async propose(
    @CheckedBody(ProposeOpportunity) { title, kind, description, themeId }: ProposeOpportunity,
    @Who() principal: Principal,
  ): Promise<{ data: { opportunityId: string } }> {
    if (themeId) await mustBeTheme(this.service, principal.tenantId, themeId.toLowerCase(), '/themeId');
    const opportunityId = this.service.newId(principal, 'opportunity');
    await this.service.events.handle(this.service.contextOf(principal), proposeOpportunity, opportunityId, {
      opportunityId,
      title,
      kind,
      description,
      themeId: themeId?.toLowerCase(),
    });
    return { data: { opportunityId } };
  }
}
