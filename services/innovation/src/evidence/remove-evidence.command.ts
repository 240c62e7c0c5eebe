import { type EvidenceRemoved, Words } from '@ckm/contracts';
import { CheckedBody, Command, IdPipe, type Principal, Who } from '@ckm/http';
import { currentThemes, Service, Themes } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { gatheredBy } from '../opportunity/gathered.js';
import { removeEvidence } from './evidence.decider.js';
import { evidenceIdOf } from './need.js';

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
    for (const [nth, one] of same.entries()) {
      const context = this.service.contextOf(principal, nth);
      await this.service.events.handle(context, removeEvidence, one.evidenceId, { ...one, reason });
    }
    return { data: { evidenceId } };
  }

  /** Where themes are one, so is what one signal says for each of them: what is shown once goes with one removal. */
  private async sameAs(tenantId: string, shown: Shown): Promise<Shown[]> {
    const kin = await this.service.read(
      [currentThemes],
      tenantId,
      async client => gatheredBy(await Themes.of(client, tenantId), tenantId)[shown.opportunityId],
    );
    const [linked] = await this.service.events.readStream(tenantId, shown.evidenceId);
    if (!kin || linked?.type !== 'EvidenceLinked' || !kin.includes(linked.data.opportunityId)) return [shown];
    const { data } = linked;
    const candidates = kin.map(opportunityId => ({
      opportunityId,
      evidenceId: evidenceIdOf(tenantId, { ...data, opportunityId }),
    }));
    const streams = candidates.map(one => this.service.events.readStream(tenantId, one.evidenceId));
    const known = await Promise.all(streams);
    return candidates.filter((_, nth) => known[nth]!.length > 0);
  }
}
