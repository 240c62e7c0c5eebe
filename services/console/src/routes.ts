import type { ServiceName } from '@ckm/contracts';

/** Which service answers which path: the first that fits. */
const TABLE: [path: RegExp, service: ServiceName][] = [
  [/^\/v1\/events$/, 'capture'],
  [/^\/v1\/items(:batch)?$/, 'capture'],
  [/^\/v1\/items\/[^/]+\/withdrawal$/, 'capture'],
  [/^\/v1\/items\/[^/]+\/journey$/, 'sharing'],
  [/^\/v1\/items\/[^/]+$/, 'capture'],
  [/^\/v1\/imports(\/[^/]+)?$/, 'capture'],
  [/^\/v1\/subjects\/[^/]+\/erasure$/, 'capture'],
  [/^\/v1\/interpretations\/[^/]+$/, 'enrichment'],
  [/^\/v1\/themes$/, 'enrichment'],
  [/^\/v1\/feed$/, 'sharing'],
  [/^\/v1\/search$/, 'sharing'],
  [/^\/v1\/opportunities(\/.+)?$/, 'innovation'],
];

/** Where files come in: read as they come, for as long as that takes. */
export const isForFiles = (url: string): boolean => /^\/v1\/imports(\?|$)/.test(url);

export function serviceFor(url: string): ServiceName | null {
  const path = url.split('?')[0] ?? '';
  return TABLE.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}
