import type { ServiceName } from '@ckm/contracts';
import { type OpenApiDocument, Problem } from '@ckm/http';
import { serviceFor } from './routes.js';

/** Paths that every service has, and the console too. */
const isCommon = (path: string): boolean =>
  path === '/v1/me' || path.startsWith('/v1/ops/') || path.endsWith('/erasures/{erasureId}');

/**
 * One OpenAPI document of this origin: from each service the paths that are routed to it.
 * @throws Problem where a service does not answer
 */
export function mergedOpenApi(documents: [ServiceName, OpenApiDocument | null][]): OpenApiDocument {
  const [first] = documents.flatMap(([, document]) => (document ? [document] : []));
  if (!first || documents.some(([, document]) => document === null)) throw new Problem('service-unavailable');
  const paths = documents.flatMap(([service, document]) =>
    Object.entries(document?.paths ?? {}).filter(
      ([path]) => isCommon(path) || serviceFor(path.replace(/\{\w+\}/g, 'x')) === service,
    ),
  );
  return { ...first, paths: Object.fromEntries(paths) };
}
