import { uuid5 } from '@ckm/privacy';

/** The id of the stream with all interpretations and corrections of an item. */
export const interpretationIdOf = (tenantId: string, itemId: string): string =>
  uuid5(tenantId, 'interpretation', itemId);
