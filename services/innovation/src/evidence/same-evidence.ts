import type { EvidenceLinked } from '@ckm/contracts';
import { currentThemes, type Service, Themes } from '@ckm/service';
import { gatheredBy } from '../opportunity/gathered.js';
import { evidenceIdOf } from './need.js';

interface Same extends Pick<EvidenceLinked, 'evidenceId' | 'opportunityId' | 'themeId'> {
  /** The correlation of what took it away; null while it is linked. */
  removedBy: string | null;
}

/** All whose evidence an opportunity gathers, itself among them; none where its theme stands alone. */
export const kinOf = (service: Service, tenantId: string, opportunityId: string): Promise<string[]> =>
  service.read(
    [currentThemes],
    tenantId,
    async client => gatheredBy(await Themes.of(client, tenantId), tenantId)[opportunityId] ?? [],
  );

/**
 * Where themes are one, so is what one signal says for each of them.
 * @param kin those of `kinOf`
 * @returns what was ever linked of it for any of them
 */
export async function sameEvidence(
  service: Service,
  tenantId: string,
  kin: string[],
  one: Omit<Parameters<typeof evidenceIdOf>[1], 'opportunityId'>,
): Promise<Same[]> {
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
