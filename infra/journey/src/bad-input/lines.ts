import type { Refused } from './refused.js';

const HEADER = 'id;customerId;text;rating;time;type';
const row = { id: 'bad-4', customerId: 'bad-4', text: 'Der Einzug quietscht.' };
const json = (change: object): string => JSON.stringify({ ...row, ...change });
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

export const CSV_ROWS: Refused<string | Buffer>[] = [
  ['a cell too few', 'csv-column-count', [], 'z;K;Zu laut;5;'],
  ['a cell too many', 'csv-column-count', [], 'z;K;Zu laut;5;;;'],
  ['a quotation mark inside', 'csv-quote-invalid', [], 'z;K;Ein 5" Display;5;;'],
  ['text behind a quotation mark', 'csv-quote-invalid', [], 'z;K;"Zu" laut;5;;'],
  ['Latin-1', 'body-not-utf8', [], latin1('z;K;Zu l\xe4ut;5;;')],
  ['an overlong letter', 'body-not-utf8', [], latin1('z;K;Zu l\xc1\xa1ut;5;;')],
  ['half a character', 'body-not-utf8', [], latin1('z;K;Zu l\xed\xa0\xbdut;5;;')],
  ['no id', 'event-invalid', ['/id'], ';K;Zu laut;5;;'],
  ['no customer', 'event-invalid', ['/customerId'], 'z;;Zu laut;5;;'],
  ['a blank id', 'event-invalid', ['/id'], ' ;K;Zu laut;5;;'],
  ['blanks around the customer', 'event-invalid', ['/customerId'], 'z; K ;Zu laut;5;;'],
  ['no words', 'event-invalid', ['/text'], 'z;K;;5;;'],
  ['20,001 characters', 'event-invalid', ['/text'], `z;K;${'漏'.repeat(20_001)};5;;`],
  ['U+0000', 'text-not-storable', ['/text'], 'z;K;Zu\0laut;5;;'],
  ['U+0000 in the id', 'text-not-storable', ['/id'], 'z\0;K;Zu laut;5;;'],
  ['a rating in words', 'event-invalid', ['/rating'], 'z;K;Zu laut;gut;;'],
  ['a rating beyond all numbers', 'event-invalid', ['/rating'], `z;K;Zu laut;${'9'.repeat(400)};;`],
  ['a date as people write it', 'event-invalid', ['/time'], 'z;K;Zu laut;5;02.11.2026 08:15;'],
  ['the year 10000', 'event-invalid', ['/time'], 'z;K;Zu laut;5;10000-01-01T00:00:00Z;'],
  ['a type that nobody knows', 'event-type-unknown', ['/type'], 'z;K;Zu laut;5;;tweet.sent'],
  ['more than 1 MB', 'line-too-long', [], `z;K;${'x'.repeat(1_048_577)};5;;`],
];

export const JSON_LINES: Refused<string | Buffer>[] = [
  ['half of it', 'body-not-json', [], '{"id":'],
  ['NaN', 'body-not-json', [], '{"id":"z","customerId":"K","text":"x","rating":NaN}'],
  ['Latin-1', 'body-not-utf8', [], latin1('{"id":"z","customerId":"K","text":"\xe4"}')],
  ['65 levels', 'body-too-deep', [], '['.repeat(65) + ']'.repeat(65)],
  ['a list', 'event-invalid', [], '[]'],
  ['a number', 'event-invalid', [], '7'],
  ['no id', 'event-invalid', ['/id'], json({ id: undefined })],
  ['a blank customer', 'event-invalid', ['/customerId'], json({ customerId: '\u200b' })],
  ['a blank behind the id', 'event-invalid', ['/id'], json({ id: 'z ' })],
  ['no words', 'event-invalid', ['/text'], json({ text: '' })],
  ['U+0000', 'text-not-storable', ['/text'], json({ text: 'a\0' })],
  ['half a character', 'text-not-storable', ['/text'], json({ text: '\ud83d' })],
  ['U+0000 in a name', 'event-invalid', [''], json({ 'a\0': 1 })],
  ['a name of 100,000 letters', 'event-invalid', [''], json({ ['k'.repeat(100_000)]: 1 })],
  ['__proto__', 'event-invalid', ['/__proto__'], '{"id":"z","customerId":"K","text":"x","__proto__":{}}'],
  ['1e400', 'event-invalid', ['/rating'], '{"id":"z","customerId":"K","text":"x","rating":1e400}'],
  [
    'another version',
    'event-invalid',
    ['/specversion'],
    json({ specversion: '0.3', source: '/crm', type: 'call.noted' }),
  ],
  [
    'another tenant',
    'tenant-mismatch',
    ['/tenantid'],
    JSON.stringify({
      ...{ specversion: '1.0', id: 'z', source: '/crm', type: 'call.noted', tenantid: 'globex' },
      data: { customerId: 'K', text: 'x' },
    }),
  ],
  ['more than 1 MB', 'line-too-long', [], json({ text: 'x'.repeat(1_048_577) })],
];

/** Files of which nothing is taken. */
export const FILES: Refused<string | Buffer>[] = [
  ['nothing', 'csv-header-missing', [], ''],
  ['empty cells', 'csv-header-missing', [], ';;;\n'],
  ['a column twice', 'csv-column-repeated', [], 'id;customerId;text;id\n'],
  ['a column that nobody knows', 'csv-column-unknown', [], 'id;customerId;text;mood\n'],
  ['a column of every object', 'csv-column-unknown', [], 'id;customerId;text;__proto__\n'],
  ['a column of 2 MB', 'csv-column-unknown', [], `id;customerId;${'x'.repeat(2_000_000)}\n`],
  ['no id', 'csv-column-missing', [], 'customerId;text\n'],
  ['UTF-16', 'body-not-utf8', [], Buffer.from(`\ufeff${HEADER}\n`, 'utf16le')],
  ['a picture', 'body-not-utf8', [], Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
];

/** A file of all of them, with a good row behind each. */
export function fileOf(rows: Refused<string | Buffer>[], kind: 'csv' | 'ndjson'): Buffer {
  const isCsv = kind === 'csv';
  const behind = (nth: number): string =>
    isCsv ? `${kind}-${nth};${kind};Weiter.;5;;` : json({ id: `${kind}-${nth}`, customerId: kind });
  const lines = rows.flatMap(([, , , line], nth) => [line, '\n', behind(nth), '\n']);
  return Buffer.concat([isCsv ? `${HEADER}\n` : '', ...lines].map(part => Buffer.from(part)));
}
