import { v5 } from 'uuid';

const NAMESPACE = 'b1a2f0d6-6f3c-5d5e-9c57-3f0f6a1c7e11';

/** A UUID (version 5, RFC 9562) of a list of names: the same names give the same UUID, for ever and everywhere. */
export const uuid5 = (...names: string[]): string => v5(JSON.stringify(names), NAMESPACE);

/** The id of the knowledge item that a source names so: the same event again is the same item. */
export const itemIdOf = (tenantId: string, source: string, externalId: string): string =>
  uuid5(tenantId, source, externalId);

/** The id of the customer whom upstream systems name so. */
export const customerIdOf = (tenantId: string, externalId: string): string => uuid5(tenantId, 'customer', externalId);
