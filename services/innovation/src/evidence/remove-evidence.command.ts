import { Words } from '@ckm/contracts';
import { CheckedBody, Command, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param, ParseUUIDPipe } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { removeEvidence } from './evidence.decider.js';

export class RemoveEvidence {
  @IsOptional() @Words(1, 1_000) reason?: string | null;
}

@Controller()
export class RemoveEvidences {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/opportunities/:id/evidence/:evidenceId/removal',
    role: 'contributor',
    summary: 'Take evidence away that does not belong there; it comes back by hand only.',
    body: RemoveEvidence,
    problems: [404],
  })
  async remove(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('evidenceId', ParseUUIDPipe) evidence: string,
    @CheckedBody(RemoveEvidence) { reason }: RemoveEvidence,
    @Who() principal: Principal,
  ): Promise<{ data: { evidenceId: string } }> {
    const evidenceId = evidence.toLowerCase();
    const removal = { evidenceId, opportunityId: id.toLowerCase(), reason };
    await this.service.events.handle(this.service.contextOf(principal), removeEvidence, evidenceId, removal);
    return { data: { evidenceId } };
  }
}
