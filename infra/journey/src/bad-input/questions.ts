import type { Ask, Refused } from './refused.js';

const cursor = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
const UUID = 'a3b1c9d2-4e5f-4678-9abc-def012345678';
const get = (path: string): Ask => ({ path });
const post = (path: string, body: unknown = {}): Ask => ({
  path,
  type: 'application/json',
  body: JSON.stringify(body),
});

export const QUESTIONS: Refused<Ask>[] = [
  ...['0', '101', '-1', '1e1', '', '0x10', '１０', '%00', '1&limit=2'].map((limit): Refused<Ask> => [
    `limit=${limit}`,
    'query-invalid',
    ['/limit'],
    get(`/v1/feed?limit=${limit}`),
  ]),
  ['a question without words', 'query-invalid', ['/q'], get('/v1/search')],
  ...['', '%20', '%22', '!!!', '(((', '-', '%F0%9F%98%80', '%5C%5C%27', 'x'.repeat(1_001), 'a&q=b'].map(
    (q): Refused<Ask> => [`q=${q.slice(0, 20)}`, 'query-invalid', ['/q'], get(`/v1/search?q=${q}`)],
  ),
  ['U+0000 in a question', 'text-not-storable', ['/q'], get('/v1/search?q=%00')],
  ['half a character in a question', 'query-invalid', [], get('/v1/search?q=%ED%A0%BD')],
  ['Latin-1 in a question', 'query-invalid', [], get('/v1/search?q=M%FCll')],
  ['a percent sign in a question', 'query-invalid', [], get('/v1/search?q=100%')],
  ...['x', 'external:', 'external: ', 'external:\u200b', "' OR 1=1 --", `external:${'x'.repeat(201)}`].map(
    (customer): Refused<Ask> => [
      `customer=${customer.slice(0, 20)}`,
      'query-invalid',
      ['/customer'],
      get(`/v1/feed?customer=${encodeURIComponent(customer)}`),
    ],
  ),
  ['U+0000 in a customer', 'text-not-storable', ['/customer'], get('/v1/feed?customer=external:%00')],
  ...['yesterday', 'infinity', '0000-01-01T00:00:00Z', '2026-02-30T00:00:00Z'].map((since): Refused<Ask> => [
    `since=${since}`,
    'query-invalid',
    ['/since'],
    get(`/v1/feed?since=${since}`),
  ]),
  ['a theme that is none', 'query-invalid', ['/theme'], get('/v1/feed?theme=Toner')],
  ['a sentiment that is none', 'query-invalid', ['/sentiment'], get('/v1/feed?sentiment=angry')],
  ['a language that is none', 'query-invalid', ['/language'], get('/v1/feed?language=fr')],
  ['a stage that is none', 'query-invalid', ['/stage'], get('/v1/opportunities?stage=done')],
  ['a reach below zero', 'query-invalid', ['/minReach'], get('/v1/opportunities?minReach=-1')],
  ['__proto__', 'query-invalid', ['/__proto__'], get('/v1/feed?__proto__=1')],
  ['a parameter that nobody knows', 'query-invalid', ['/limit[]'], get('/v1/feed?limit[]=1')],

  ...['feed', 'imports', 'opportunities', 'subscriptions', 'ops/quarantine', 'ops/parked'].flatMap(
    (list): Refused<Ask>[] => [
      [`a cursor of one's own for ${list}`, 'cursor-invalid', [], get(`/v1/${list}?cursor=page-2`)],
      [`a forged cursor for ${list}`, 'cursor-invalid', [], get(`/v1/${list}?cursor=${cursor('a', 'b', 'c', 'd')}`)],
      [`a shorter cursor for ${list}`, 'cursor-invalid', [], get(`/v1/${list}?cursor=${cursor('a', 'b')}`)],
      [`a cursor of numbers for ${list}`, 'cursor-invalid', [], get(`/v1/${list}?cursor=${cursor(1, [2])}`)],
      [`a cursor with U+0000 for ${list}`, 'cursor-invalid', [], get(`/v1/${list}?cursor=${cursor('a\0', UUID)}`)],
      [
        `a cursor of the year 99999 for ${list}`,
        'cursor-invalid',
        [],
        get(`/v1/${list}?cursor=${cursor('99999-01-01', UUID)}`),
      ],
    ],
  ),
  ['a cursor of 8 kB', 'cursor-invalid', [], get(`/v1/feed?cursor=${'A'.repeat(8_000)}`)],
  ['an empty cursor', 'cursor-invalid', [], get('/v1/feed?cursor=')],

  ['an id that is no UUID', 'request-invalid', [], get('/v1/items/7')],
  ['an id with U+0000', 'request-invalid', [], get(`/v1/items/${UUID}%00`)],
  ['an id in SQL', 'request-invalid', [], get("/v1/items/'%20OR%201=1")],
  ['an id of 4,000 letters', 'request-invalid', [], get(`/v1/items/${'a'.repeat(4_000)}`)],
  ['a path out of the tree', 'request-invalid', [], get('/v1/items/%2e%2e%2f%2e%2e%2fetc')],
  ['a path that is not UTF-8', 'request-invalid', [], get('/v1/items/%FF')],
  ['half a percent sign in a path', 'request-invalid', [], get('/v1/items/%ZZ')],
  ['a path to nowhere', 'route-not-found', [], get('/v1/nowhere')],
  ['a path with a slash too many', 'route-not-found', [], get(`/v1/items/${UUID}/`)],
  ['a file that is none', 'route-not-found', [], get('/.git/config')],
  ['a file beside the pages', 'route-not-found', [], get('/..%2f..%2fpackage.json')],
  ['an item that is not there', 'item-not-found', [], get(`/v1/items/${UUID}`)],
  ['an import that is not there', 'import-not-found', [], get(`/v1/imports/${UUID}`)],
  ['an opportunity that is not there', 'opportunity-not-found', [], get(`/v1/opportunities/${UUID}`)],
  ['a reading that is not there', 'interpretation-not-found', [], get(`/v1/interpretations/${UUID}`)],
  ['a record that is not there', 'quarantined-not-found', [], get(`/v1/ops/quarantine/capture.${UUID}`)],
  ['an erasure of nobody', 'request-invalid', ['/customerId'], post('/v1/subjects/nobody/erasure')],
  ['an erasure of U+0000', 'request-invalid', ['/customerId'], post('/v1/subjects/external:%00/erasure')],
  [
    'an erasure of 201 letters',
    'request-invalid',
    ['/customerId'],
    post(`/v1/subjects/external:${'x'.repeat(201)}/erasure`),
  ],
  ['a message that is not parked', 'parked-not-found', [], post(`/v1/ops/parked/capture.${'9'.repeat(22)}/redrive`)],
  ['a view of every object', 'projection-not-found', [], post('/v1/ops/projections/sharing.__proto__/rebuild')],
  ['a position behind every other', 'body-invalid', ['/from'], post('/v1/ops/logs/capture/republish', { from: 1e20 })],
  ['a stage of nothing', 'body-invalid', ['/stage'], post(`/v1/opportunities/${UUID}/stage`, { stage: 'done' })],
  [
    'a support of 4',
    'body-invalid',
    ['/importance'],
    post(`/v1/opportunities/${UUID}/support`, { customerId: UUID, importance: 4 }),
  ],
  [
    'a theme in French',
    'body-invalid',
    ['/examples/0/language'],
    post('/v1/themes', { name: 'x', examples: [{ language: 'fr', text: 'Merci' }] }),
  ],
  [
    'a theme with half a character',
    'text-not-storable',
    ['/examples/0/text'],
    post('/v1/themes', { name: 'x', examples: [{ language: 'en', text: '\ud83d' }] }),
  ],
  [
    'a competitor without a name',
    'body-invalid',
    ['/competitors/1/name'],
    post('/v1/competitors', { competitors: [{ name: 'Hansen' }, { name: ' ' }] }),
  ],
  [
    'a language that cannot be read',
    'body-invalid',
    ['/languages/1'],
    post('/v1/languages', { languages: ['de', 'fr'] }),
  ],
  ['no language at all', 'body-invalid', ['/languages'], post('/v1/languages', { languages: [] })],
  ...['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'QUERY'].map((method): Refused<Ask> => [
    `${method} of events`,
    'method-not-allowed',
    [],
    { method, path: '/v1/events' },
  ]),
  ['POST of the feed', 'method-not-allowed', [], post('/v1/feed')],
];
