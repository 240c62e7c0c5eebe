import type { ItemInterpreted, Signal, SignalType, ThemeMatch } from '@ckm/contracts';
import { uuid5 } from '@ckm/privacy';

/** A customer who asks or struggles needs something. */
const SPEAKS_OF_NEED: SignalType[] = ['REQUEST', 'PROBLEM'];

export const needsIn = ({ signals }: ItemInterpreted): Signal[] =>
  signals.filter(signal => SPEAKS_OF_NEED.includes(signal.type));

/** The one opportunity that a theme opens by itself; its evidence gathers under this id before it is open. */
export const opportunityIdOf = (tenantId: string, { themeId }: Pick<ThemeMatch, 'themeId'>): string =>
  uuid5(tenantId, 'opportunity', themeId);
