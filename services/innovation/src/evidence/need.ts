import type { EvidenceLinked, ItemInterpreted, Signal, SignalType, ThemeMatch } from '@ckm/contracts';
import { uuid5 } from '@ckm/privacy';

/** The types of signals that express a need. */
const NEED_TYPES: SignalType[] = ['REQUEST', 'PROBLEM'];

export const needsIn = ({ signals }: Pick<ItemInterpreted, 'signals'>): Signal[] =>
  signals.filter(signal => NEED_TYPES.includes(signal.type));

/** The one opportunity that the system opens for a theme. Evidence is linked to this id before it is open. */
export const opportunityIdOf = (tenantId: string, { themeId }: Pick<ThemeMatch, 'themeId'>): string =>
  uuid5(tenantId, 'opportunity', themeId);

type About = Pick<EvidenceLinked, 'opportunityId' | 'themeId' | 'itemId' | 'customerId' | 'stance'>;

/** A signal as evidence. Its id depends on opportunity, item and signal only, so it is the same whoever links it. */
export function evidenceOf(tenantId: string, about: About, signal: Signal): EvidenceLinked {
  const { type, expression, span, text } = signal;
  const evidenceId = evidenceIdOf(tenantId, { ...about, signalType: type, span });
  return { evidenceId, ...about, signalType: type, expression, span, words: text };
}

type Identity = Pick<EvidenceLinked, 'opportunityId' | 'itemId' | 'signalType' | 'span'>;

export const evidenceIdOf = (tenantId: string, { opportunityId, itemId, signalType, span }: Identity): string =>
  uuid5(tenantId, opportunityId, itemId, `${signalType}:${span.start}-${span.end}`);

/** Every need of an interpretation is evidence for the opportunity of each of its themes, whether that is open or not. */
export function evidenceFrom(tenantId: string, interpretation: ItemInterpreted): EvidenceLinked[] {
  const { itemId, customerId, themes } = interpretation;
  return themes.flatMap(({ themeId }) => {
    const about = { opportunityId: opportunityIdOf(tenantId, { themeId }), themeId, itemId, customerId };
    return needsIn(interpretation).map(signal => evidenceOf(tenantId, about, signal));
  });
}
