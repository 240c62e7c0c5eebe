import type { EvidenceLinked, ItemInterpreted, Signal, SignalType, ThemeMatch } from '@ckm/contracts';
import { uuid5 } from '@ckm/privacy';

/** A customer who asks or struggles needs something. */
const SPEAKS_OF_NEED: SignalType[] = ['REQUEST', 'PROBLEM'];

export const needsIn = ({ signals }: Pick<ItemInterpreted, 'signals'>): Signal[] =>
  signals.filter(signal => SPEAKS_OF_NEED.includes(signal.type));

/** The one opportunity that a theme opens by itself; its evidence gathers under this id before it is open. */
export const opportunityIdOf = (tenantId: string, { themeId }: Pick<ThemeMatch, 'themeId'>): string =>
  uuid5(tenantId, 'opportunity', themeId);

type About = Pick<EvidenceLinked, 'opportunityId' | 'themeId' | 'itemId' | 'customerId' | 'stance'>;

/** A signal as evidence: the same for the same opportunity, item and signal, whoever links it. */
export function evidenceOf(tenantId: string, about: About, signal: Signal): EvidenceLinked {
  const { type, expression, span, text } = signal;
  const evidenceId = evidenceIdOf(tenantId, { ...about, signalType: type, span });
  return { evidenceId, ...about, signalType: type, expression, span, words: text };
}

type Identity = Pick<EvidenceLinked, 'opportunityId' | 'itemId' | 'signalType' | 'span'>;

export const evidenceIdOf = (tenantId: string, { opportunityId, itemId, signalType, span }: Identity): string =>
  uuid5(tenantId, opportunityId, itemId, `${signalType}:${span.start}-${span.end}`);

/** Each need in an item speaks for the opportunity of each of the item's themes, open already or not yet. */
export function evidenceReadIn(tenantId: string, read: ItemInterpreted): EvidenceLinked[] {
  const { itemId, customerId, themes } = read;
  return themes.flatMap(({ themeId }) => {
    const about = { opportunityId: opportunityIdOf(tenantId, { themeId }), themeId, itemId, customerId };
    return needsIn(read).map(signal => evidenceOf(tenantId, about, signal));
  });
}
