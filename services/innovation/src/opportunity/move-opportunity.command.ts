import { type Stage, STAGES, Words } from '@ckm/contracts';
import { CheckedBody, Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import { moveOpportunity } from './opportunity.decider.js';

export class MoveOpportunity {
  @IsIn(STAGES) stage!: Stage;
  /** The stage that the caller saw it at: refused when somebody has moved it meanwhile. */
  @IsOptional() @IsIn(STAGES) from?: Stage | null;
  @IsOptional() @Words(1, 1_000) reason?: string | null;
}

@Controller()
export class MoveOpportunities {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/opportunities/:id/stage',
    role: 'steward',
    summary: 'Move an opportunity a step on; the refusal of a step names those that can be taken.',
    body: MoveOpportunity,
    problems: [404, 409],
  })
  async move(
    @Param('id', IdPipe) opportunityId: string,
    @CheckedBody(MoveOpportunity) { stage, from, reason }: MoveOpportunity,
    @Who() principal: Principal,
  ): Promise<{ data: { opportunityId: string; stage: Stage } }> {
    const move = { opportunityId, stage, from, reason };
    await this.service.events.handle(this.service.contextOf(principal), moveOpportunity, opportunityId, move);
    return { data: { opportunityId, stage } };
  }
}
