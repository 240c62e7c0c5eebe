import type { EvidenceLinked } from '@ckm/contracts';
import { currentThemes, type Service, Themes } from '@ckm/service';
import { mergedOpportunities } from '../opportunity/gathered-evidence.js';
import { evidenceIdOf } from './need.js';

interface LinkedEvidence extends Pick<EvidenceLinked, 'evidenceId' | 'opportunityId' | 'themeId'> {
  /** The correlation id of its removal; null while it is linked. */
  removedBy: string | null;
}

/** The opportunities whose evidence this one gathers, itself included; none where its theme is not merged. */
export const kinOf = (service: Service, tenantId: string, opportunityId: string): Promise<string[]> =>
  service.read(
    [currentThemes],
    tenantId,
    async client => mergedOpportunities(await Themes.of(client, tenantId), tenantId)[opportunityId] ?? [],
  );

/**
 * The evidence that one signal is for each of the merged themes.
 * @param kin the result of `kinOf`
 * @returns those that were ever linked, removed or not
 */
export async function sameEvidence(
  service: Service,
  tenantId: string,
  kin: string[],
  one: Omit<Parameters<typeof evidenceIdOf>[1], 'opportunityId'>,
): Promise<LinkedEvidence[]> {
  const ids = kin.map(opportunityId => evidenceIdOf(tenantId, { ...one, opportunityId }));
  const known = await Promise.all(ids.map(id => service.events.readStream(tenantId, id)));
  return known.flatMap(([linked, ...later]) => {
    if (linked?.type !== 'EvidenceLinked') return [];
    const { evidenceId, opportunityId, themeId } = linked.data;
    const last = later.at(-1);
    const removedBy = last?.type === 'EvidenceRemoved' ? last.meta.correlationId : null;
    return [{ evidenceId, opportunityId, themeId, removedBy }];
  });
}
