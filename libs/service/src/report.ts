import { type RoadStatus, type ViewSum, viewSums } from '@ckm/messaging';
import type { ServiceDefinition } from './service.js';
import type { RoadParts } from './traffic.js';

export interface Report extends RoadStatus {
  /** Without those that could not be counted in time. */
  sums: { views?: ViewSum[] } & Record<string, unknown>;
}

const QUERY_CANCELED = '57014';

/** The status and the sums. Own sums before, those of views behind: what is counted at one end was sent before it is looked for at the other. */
export async function reportOf(
  definition: ServiceDefinition,
  { opened, projections, service }: RoadParts,
  statusOf: () => Promise<RoadStatus>,
): Promise<Report> {
  const own = await inTime(definition.sums?.(service));
  const status = await statusOf();
  const counting = { database: opened.database, projections: projections.all, status };
  const views = await inTime(viewSums(definition.name, counting));
  return { ...status, sums: { ...own, ...(views && views.length > 0 ? { views } : {}) } };
}

/** Too many rows to be counted while somebody waits are no reason to tell nothing else. */
async function inTime<T>(sums: Promise<T> | undefined): Promise<T | null> {
  try {
    return (await sums) ?? null;
  } catch (error) {
    if ((error as { code?: string }).code === QUERY_CANCELED) return null;
    throw error;
  }
}
