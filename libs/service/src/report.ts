import { nullOnTimeout } from '@ckm/event-store';
import { type RoadStatus, type ViewSum, viewSums } from '@ckm/messaging';
import type { ServiceDefinition } from './service.js';
import type { RoadParts } from './traffic.js';

export interface Report extends RoadStatus {
  /** Without the service's own where they could not be counted in time. */
  sums: { views?: ViewSum[] } & Record<string, unknown>;
}

/**
 * The status with the sums. The service's own sums are counted before, those of its views after the status: what is counted where it was
 * taken in was sent before it is looked for where it arrives.
 */
export async function reportOf(
  definition: ServiceDefinition,
  { opened, projections, service }: RoadParts,
  statusOf: () => Promise<RoadStatus>,
): Promise<Report> {
  const own = definition.sums && (await nullOnTimeout(definition.sums(service)));
  const status = await statusOf();
  const counting = { database: opened.database, projections: projections.all, status };
  const views = await viewSums(definition.name, counting);
  return { ...status, sums: { ...own, ...(views.length > 0 && { views }) } };
}
