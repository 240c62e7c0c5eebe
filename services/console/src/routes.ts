import { SERVICES, type ServiceName } from '@ckm/contracts';

/** Which service answers which path; the first pattern that matches counts. */
const TABLE: [path: RegExp, service: ServiceName][] = [
  [/^\/v1\/events$/, 'capture'],
  [/^\/v1\/items(:batch)?$/, 'capture'],
  [/^\/v1\/items\/[^/]+\/withdrawal$/, 'capture'],
  [/^\/v1\/items\/[^/]+\/(customer|journey)$/, 'sharing'],
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

/** Whether files are uploaded here: their bodies are streamed, for as long as that takes. */
export const isUpload = (url: string): boolean => /^\/v1\/imports(\?|$)/.test(url);

/** A service itself gives up a read after 30 s, and says so; the proxy waits a little longer. */
const LONGEST_READ_MS = 35_000;

/** How long a service may be silent, in milliseconds; 0: for ever; undefined: the proxy's default. */
export function timeoutFor(method: string, url: string): number | undefined {
  // An upload is answered only after the whole file.
  if (method === 'POST' && isUpload(url)) return 0;
  return method === 'GET' ? LONGEST_READ_MS : undefined;
}

/** An entry of a merged list: its id begins with the name of its service. Where there is none, any service answers that it is unknown. */
const LIST_ENTRY = /^\/v1\/ops\/(?:quarantine|parked|projections|sources)\/(?:([a-z]+)\.)?[^/]+(?:\/[a-z]+)?$/;

/** Operations on the log of a service. */
const LOG = /^\/v1\/ops\/logs\/([^/]+)\/[a-z]+$/;

export function serviceFor(url: string): ServiceName | null {
  const path = url.split('?')[0] ?? '';
  const named = LIST_ENTRY.exec(path) ?? LOG.exec(path);
  if (named) return SERVICES.find(service => service === named[1]) ?? 'capture';
  return TABLE.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}
