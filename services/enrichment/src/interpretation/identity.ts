import { uuid5 } from '@ckm/privacy';

/** The stream of all that was ever read in one item. */
export const interpretationIdOf = (tenantId: string, itemId: string): string =>
  uuid5(tenantId, 'interpretation', itemId);
