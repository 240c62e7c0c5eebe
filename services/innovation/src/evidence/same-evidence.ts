import type { EvidenceLinked } from '@ckm/contracts';
import { currentThemes, type Service, Themes } from '@ckm/service';
import { gatheredBy } from '../opportunity/gathered.js';
import { evidenceIdOf } from './need.js';

interface Same extends Pick<EvidenceLinked, 'evidenceId' | 'opportunityId' | 'themeId'> {
  /** The correlation of what took it away; null while it is linked. */
  removedBy: string | null;
}

/**
 * Where themes are one, so is what one signal says for each of them.
 * @returns what was ever linked of it; nothing where the opportunity's theme stands alone
 */
export async function sameEvidence(
  service: Service,
  tenantId: string,
  one: Parameters<typeof evidenceIdOf>[1],
): Promise<Same[]> {
  const kin = await service.read(
    [currentThemes],
    tenantId,
    async client => gatheredBy(await Themes.of(client, tenantId), tenantId)[one.opportunityId] ?? [],
  );
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
