import { createHash } from 'node:crypto';

/** Bands for the index that all tenants share: salted by tenant, so that a text that is common elsewhere makes no candidates for a small tenant. */
export function tenantBands(bands: Int32Array, tenantId: string): number[] {
  const salt = createHash('sha256').update(tenantId).digest().readInt32LE();
  return [...bands].map(band => band ^ salt);
}
