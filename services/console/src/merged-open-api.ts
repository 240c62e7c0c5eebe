import type { ServiceName } from '@ckm/contracts';
import { type OpenApiDocument, Problem } from '@ckm/http';
import { serviceFor } from './routes.js';

/** Asked of every service, answered here with all their answers. */
const COMMON = ['/v1/ops/status', '/v1/ops/verify'];

/** One document of what this origin answers: of each service, the paths that are routed to it. */
export function merged(documents: [ServiceName, OpenApiDocument | null][]): OpenApiDocument {
  const [first] = documents.flatMap(([, document]) => (document ? [document] : []));
  if (!first || documents.some(([, document]) => document === null)) throw new Problem('service-unavailable');
  const paths = documents.flatMap(([service, document]) =>
    Object.entries(document?.paths ?? {}).filter(
      ([path]) => COMMON.includes(path) || serviceFor(path.replace(/\{\w+\}/g, 'x')) === service,
    ),
  );
  return { ...first, paths: Object.fromEntries(paths) };
}
