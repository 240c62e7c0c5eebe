import type { Refused } from './refused.js';

const webhook = (url: string): object => ({ channel: { kind: 'webhook', url } });
const team = (slug: unknown): object => ({ channel: { kind: 'topic', team: slug } });

/** What is no URL that we could ever call. */
const NO_URLS = [
  'x',
  '//127.0.0.1',
  'ftp://hooks.example/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/plain,x',
  'wss://hooks.example',
  'gopher://127.0.0.1',
  'http://',
  'http://hooks.example:99999',
  'http://exa mple/',
  'http://xn--/',
  'http://256.1.1.1',
  'https://user:secret@hooks.example/',
  'http://127.0.0.1@hooks.example/',
  'http://hooks.example@127.0.0.1/',
  'http://[fe80::1%25eth0]/',
];

/** Internal addresses in every notation that a URL takes. */
const INTERNAL = [
  'http://127.0.0.1',
  'http://127.1',
  'http://2130706433',
  'http://0x7f000001',
  'http://0x7f.1',
  'http://0177.0.0.1',
  'http://0',
  'http://0.0.0.0',
  'http://127.0.0.1.',
  'http://%31%32%37.0.0.1',
  'http://①②⑦.⓪.⓪.①',
  'http://１２７.0.0.1',
  'http://127。0。0。1',
  'http:127.0.0.1',
  'HTTP://127.0.0.1:3000',
  'http://127.0.0.1\t/',
  'http://localhost',
  'http://LOCALHOST.',
  'http://hooks.localhost',
  'http://10.0.0.1:22',
  'http://0300.0250.0.1',
  'http://172.16.5.4',
  'http://169.254.169.254/latest/meta-data',
  'http://100.64.0.1',
  'http://4294967295',
  'http://[::]',
  'http://[::1]',
  'http://[::ffff:10.0.0.1]',
  'http://[::ffff:7f00:1]',
  'http://[fd00::1]',
  'http://[fe80::1]',
  'http://[64:ff9b::7f00:1]',
  'http://[2002:7f00:1::]',
];

/** Changes of a subscription that would be taken. */
export const SUBSCRIPTIONS: Refused<object>[] = [
  ...[...NO_URLS, ...INTERNAL].map((url): Refused<object> => [
    `the webhook ${url}`,
    'body-invalid',
    ['/channel/url'],
    webhook(url),
  ]),
  [
    'a webhook of 2,001 characters',
    'body-invalid',
    ['/channel/url'],
    webhook(`https://hooks.example/${'x'.repeat(2_000)}`),
  ],
  ['a webhook with U+0000', 'text-not-storable', ['/channel/url'], webhook('https://hooks.example/\0')],
  ['a webhook with half a character', 'text-not-storable', ['/channel/url'], webhook('https://hooks.example/\ud83d')],
  ['a webhook without a URL', 'body-invalid', ['/channel/url'], { channel: { kind: 'webhook' } }],
  ...['', 'A', 'a b', '-a', 'a-', 'x'.repeat(41), 'ü', '__proto__', 'a.b', '../a', 7, null].map(
    (slug): Refused<object> => [`the team ${JSON.stringify(slug)}`, 'body-invalid', ['/channel/team'], team(slug)],
  ),
  ['a channel that is none', 'body-invalid', ['/channel/kind'], { channel: { kind: 'fax' } }],
  ['no channel', 'body-invalid', ['/channel'], { channel: null }],
  ['a channel with more in it', 'body-invalid', ['/channel/secret'], { channel: { kind: 'feed', secret: 'x' } }],
  ['no name', 'body-invalid', ['/name'], { name: '' }],
  ['a name of 201 characters', 'body-invalid', ['/name'], { name: 'n'.repeat(201) }],
  ['a name that cannot be kept', 'text-not-storable', ['/name'], { name: 'a\0' }],
  ['a query that is a list', 'body-invalid', ['/query'], { query: [] }],
  ['a theme that is none', 'body-invalid', ['/query/theme'], { query: { theme: 'Toner' } }],
  ['a customer that is none', 'body-invalid', ['/query/customer'], { query: { customer: 'external:' } }],
  ['a cadence that is none', 'body-invalid', ['/cadence'], { cadence: 'WEEKLY' }],
  ['digests of a feed', 'cadence-not-possible', [], { cadence: 'DAILY' }],
  ['since when nobody knows', 'body-invalid', ['/since'], { since: 'ever' }],
  ['passwords', 'body-invalid', ['/include/0'], { include: ['passwords'] }],
  ['words twice', 'body-invalid', ['/include'], { include: ['words', 'words'] }],
];
