import { v5 } from 'uuid';

const NAMESPACE = 'b1a2f0d6-6f3c-5d5e-9c57-3f0f6a1c7e11';

/** A UUID made from names: the same names give the same UUID, for ever and everywhere. */
export const uuid5 = (...names: string[]): string => v5(JSON.stringify(names), NAMESPACE);

export const itemIdOf = (tenantId: string, source: string, externalId: string): string =>
  uuid5(tenantId, source, externalId);

export const customerIdOf = (tenantId: string, externalId: string): string => uuid5(tenantId, 'customer', externalId);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The customer that a path or filter names, by UUID or `external:<id>`; null when it is neither. */
export function customerNamed(tenantId: string, name: string): string | null {
  const [, external] = /^external:(.+)$/s.exec(name) ?? [];
  if (external !== undefined) return customerIdOf(tenantId, external);
  return UUID.test(name) ? name.toLowerCase() : null;
}
