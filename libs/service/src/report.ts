import { nullOnTimeout } from '@ckm/event-store';
import { type RoadStatus, type ViewSum, viewSums } from '@ckm/messaging';
import type { ServiceDefinition } from './service.js';
import type { RoadParts } from './traffic.js';

export interface Report extends RoadStatus {
  /** Without own ones that could not be counted in time. */
  sums: { views?: ViewSum[] } & Record<string, unknown>;
}

/** The status and the sums. Own sums before, those of views behind: what is counted at one end was sent before it is looked for at the other. */
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
