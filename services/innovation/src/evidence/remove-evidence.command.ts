import { type EvidenceRemoved, Words } from '@ckm/contracts';
import { CheckedBody, Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { removeEvidence } from './evidence.decider.js';
import { kinOf, sameEvidence } from './same-evidence.js';

export class RemoveEvidence {
  @IsOptional() @Words(1, 1_000) reason?: string | null;
}

type Shown = Pick<EvidenceRemoved, 'evidenceId' | 'opportunityId'>;

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
    @Param('id', IdPipe) id: string,
    @Param('evidenceId', IdPipe) evidenceId: string,
    @CheckedBody(RemoveEvidence) { reason }: RemoveEvidence,
    @Who() principal: Principal,
  ): Promise<{ data: { evidenceId: string } }> {
    const shown = { evidenceId, opportunityId: id };
    const same = await this.sameAs(principal.tenantId, shown);
    const context = this.service.contextOf(principal);
    for (const one of same) {
      const removal = { evidenceId: one.evidenceId, opportunityId: one.opportunityId, reason };
      await this.service.events.handle(context, removeEvidence, one.evidenceId, removal);
    }
    return { data: { evidenceId } };
  }

  /** Evidence of merged themes is shown once, so one removal removes it from all of them. */
  private async sameAs(tenantId: string, shown: Shown): Promise<Shown[]> {
    const [linked] = await this.service.events.readStream(tenantId, shown.evidenceId);
    if (linked?.type !== 'EvidenceLinked') return [shown];
    const kin = await kinOf(this.service, tenantId, shown.opportunityId);
    const same = await sameEvidence(this.service, tenantId, kin, linked.data);
    return same.some(one => one.evidenceId === shown.evidenceId) ? same : [shown];
  }
}
