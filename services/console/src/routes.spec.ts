import { readFileSync } from 'node:fs';
import { serviceFor, timeoutFor } from './routes.js';

describe('an entry of a list that is merged from all services', () => {
  it.each([
    ['/v1/ops/quarantine/capture.0a52b1d6-1111-5111-8111-000000000001', 'capture'],
    ['/v1/ops/parked/sharing.17/redrive', 'sharing'],
    ['/v1/ops/projections/innovation.opportunity/rebuild?now', 'innovation'],
    ['/v1/ops/sources/sharing.capture/replaced', 'sharing'],
    ['/v1/ops/logs/enrichment/restored', 'enrichment'],
  ])('is routed by the service in front of its id: %s', (url, service) => expect(serviceFor(url)).toBe(service));

  it.each(['/v1/ops/parked/17/redrive', '/v1/ops/parked/nobody.17/redrive', '/v1/ops/logs/nobody/restored'])(
    'is answered by any service when no service has it: %s',
    url => expect(serviceFor(url)).toBe('capture'),
  );

  it.each(['/v1/ops/parked', '/v1/ops/parked/sharing.17/redrive/twice', '/v1/ops/else/sharing.17'])(
    'is not what another path names: %s',
    url => expect(serviceFor(url)).toBeNull(),
  );
});

it.each([
  ['GET', '/v1/feed?limit=50', 35_000],
  ['POST', '/v1/items', undefined],
  ['POST', '/v1/imports?mapping=a', 0],
  ['GET', '/v1/imports?limit=50', 35_000],
])('%s %s may be silent for %s ms', (method, url, ms) => expect(timeoutFor(method, url)).toBe(ms));

it('the pages wait as long for a read as the proxy does', () => {
  const api = readFileSync(new URL('../web/src/api.ts', import.meta.url), 'utf8');
  const [, pages] = /READ_TIMEOUT_MS = ([\d_]+);/.exec(api) ?? [];
  expect(Number(pages?.replace('_', ''))).toBe(timeoutFor('GET', '/v1/feed'));
});
