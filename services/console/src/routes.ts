import { SERVICES, type ServiceName } from '@ckm/contracts';

/** Which service answers which path: the first that fits. */
const TABLE: [path: RegExp, service: ServiceName][] = [
  [/^\/v1\/events$/, 'capture'],
  [/^\/v1\/items(:batch)?$/, 'capture'],
  [/^\/v1\/items\/[^/]+\/withdrawal$/, 'capture'],
  [/^\/v1\/items\/[^/]+\/journey$/, 'sharing'],
  [/^\/v1\/items\/[^/]+\/duplicates$/, 'enrichment'],
  [/^\/v1\/items\/[^/]+$/, 'capture'],
  [/^\/v1\/imports(\/[^/]+)?$/, 'capture'],
  [/^\/v1\/subjects\/[^/]+\/erasure$/, 'capture'],
  [/^\/v1\/interpretations\/[^/]+(\/corrections)?$/, 'enrichment'],
  [/^\/v1\/(competitors|languages)$/, 'enrichment'],
  [/^\/v1\/clusters(\/[^/]+\/theme)?$/, 'enrichment'],
  [/^\/v1\/themes(\/.+)?$/, 'enrichment'],
  [/^\/v1\/feed$/, 'sharing'],
  [/^\/v1\/search$/, 'sharing'],
  [/^\/v1\/opportunities(\/.+)?$/, 'innovation'],
  [/^\/v1\/subscriptions(\/.+)?$/, 'sharing'],
  [/^\/v1\/ops\/orphans$/, 'sharing'],
];

/** Where files come in: read as they come, for as long as that takes. */
export const isForFiles = (url: string): boolean => /^\/v1\/imports(\?|$)/.test(url);

/** Of a service its longest read takes 30 s: it would have said so by then. */
const LONGEST_READ_MS = 35_000;

/** In milliseconds, how long a service may be silent; 0: for ever. What is done takes as long as it takes. */
export function patienceFor(method: string, url: string): number | undefined {
  // The answer comes behind the file.
  if (method === 'POST' && isForFiles(url)) return 0;
  return method === 'GET' ? LONGEST_READ_MS : undefined;
}

/** One of what the lists of all services name: its id bears its service in front. Any service says what no service has. */
const OPERATED = /^\/v1\/ops\/(?:quarantine|parked|projections|sources)\/(?:([a-z]+)\.)?[^/]+(?:\/[a-z]+)?$/;

/** What is done to a service's own log. */
const LOG = /^\/v1\/ops\/logs\/([^/]+)\/[a-z]+$/;

export function serviceFor(url: string): ServiceName | null {
  const path = url.split('?')[0] ?? '';
  const operated = OPERATED.exec(path) ?? LOG.exec(path);
  if (operated) return SERVICES.find(service => service === operated[1]) ?? 'capture';
  return TABLE.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}
