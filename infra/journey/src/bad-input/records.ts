import { binaryRecord, structuredRecord } from '../customer-events.js';
import type { UpstreamRecord } from '../upstream.js';
import type { Refused } from './refused.js';

const event = {
  id: 'bad-3',
  source: '/crm',
  type: 'ticket.message',
  data: { customerId: 'bad-3', text: 'Der Einzug quietscht.' },
};
const good = binaryRecord(event);
const value = (text: string | Uint8Array): UpstreamRecord => ({ ...good, value: text });
const data = (change: object): UpstreamRecord => value(JSON.stringify({ ...event.data, ...change }));
const header = (headers: Record<string, string | Buffer>): UpstreamRecord => ({
  ...good,
  headers: { ...good.headers, ...headers },
});
const structured = (change: object): UpstreamRecord => ({
  ...structuredRecord(event),
  value: JSON.stringify({ specversion: '1.0', ...event, ...change }),
});

/** Records of upstream systems, of one key, so that they keep their order. */
export const RECORDS: Refused<UpstreamRecord>[] = [
  ['nothing', 'body-not-json', [], value('')],
  ['half of it', 'body-not-json', [], value('{"customerId":"bad-3","te')],
  ['NaN', 'body-not-json', [], value('{"customerId":"bad-3","text":"x","rating":NaN}')],
  ['Avro', 'body-not-utf8', [], value(Buffer.from('00000000a1ff02', 'hex'))],
  ['UTF-16', 'body-not-utf8', [], value(Buffer.from('\ufeff{"text":"x"}', 'utf16le'))],
  ['surrogates in UTF-8', 'body-not-utf8', [], value(Buffer.from('227ba0bdedb88022', 'hex'))],
  ['65 levels', 'body-too-deep', [], value('['.repeat(65) + ']'.repeat(65))],
  ['900 kB of one text', 'event-invalid', ['/data/text'], data({ text: 'x'.repeat(900_000) })],
  ['a list', 'event-invalid', ['/data'], value('[]')],
  ['a text', 'event-invalid', ['/data'], value('"Toner"')],
  ['no words', 'event-invalid', ['/data/text'], data({ text: undefined })],
  ['20,001 characters', 'event-invalid', ['/data/text'], data({ text: '漏'.repeat(20_001) })],
  ['no customer', 'event-invalid', ['/data/customerId'], data({ customerId: '' })],
  ['a blank customer', 'event-invalid', ['/data/customerId'], data({ customerId: '\u3000' })],
  ['a blank before the customer', 'event-invalid', ['/data/customerId'], data({ customerId: ' bad-3' })],
  ['a customer named as in a path', 'event-invalid', ['/data/customerId'], data({ customerId: 'external:bad-3' })],
  ['1e400', 'event-invalid', ['/data/rating'], value('{"customerId":"bad-3","text":"x","rating":1e400}')],
  ['a role that is none', 'event-invalid', ['/data/contributor/role'], data({ contributor: { role: 'boss' } })],
  ['__proto__', 'event-invalid', ['/data/__proto__'], value('{"customerId":"a","text":"x","__proto__":{"a":1}}')],
  ['U+0000', 'text-not-storable', ['/data/text'], data({ text: 'a\0b' })],
  ['half a character', 'text-not-storable', ['/data/text'], data({ text: 'a\ud83d' })],
  ['U+0000 in a name', 'event-invalid', ['/data'], data({ 'a\0b': 1 })],
  ['half a character in a name', 'event-invalid', ['/data'], data({ '\ude00': 1 })],
  ['a name of 100,000 letters', 'event-invalid', ['/data'], data({ ['k'.repeat(100_000)]: 1 })],
  ['no id', 'event-invalid', ['/id'], header({ ce_id: '' })],
  ['a blank id', 'event-invalid', ['/id'], header({ ce_id: ' ' })],
  ['a blank source', 'event-invalid', ['/source'], header({ ce_source: '\u200b' })],
  ['an id that is not UTF-8', 'event-invalid', ['/id'], header({ ce_id: Buffer.from([0x74, 0xff]) })],
  ['an id with U+0000', 'text-not-storable', ['/id'], header({ ce_id: 'a\0b' })],
  ['a source of 501 characters', 'event-invalid', ['/source'], header({ ce_source: 's'.repeat(501) })],
  ['a tenant in capitals', 'event-invalid', ['/tenantid'], header({ ce_tenantid: 'Globex' })],
  ['another version', 'event-invalid', ['/specversion'], header({ ce_specversion: '2.0' })],
  ['a type that nobody knows', 'event-type-unknown', ['/type'], header({ ce_type: 'customer.sighed' })],
  ['a type of every object', 'event-type-unknown', ['/type'], header({ ce_type: 'constructor' })],
  ['a time in seconds', 'event-invalid', ['/time'], header({ ce_time: '1764028800' })],
  ['the year 10000', 'event-invalid', ['/time'], header({ ce_time: '10000-01-01T00:00:00Z' })],
  ['a day that is none', 'event-invalid', ['/time'], structured({ time: '2027-02-29T00:00:00Z' })],
  ['an event in base64', 'event-invalid', ['/data_base64'], structured({ data_base64: 'e30=' })],
  ['an event without data', 'event-invalid', ['/data'], structured({ data: null })],
  ['an event in a list', 'event-invalid', [], { ...structured({}), value: '[{}]' }],
  ['an event of a batch', 'event-invalid', [], { ...structured({}), value: '[]' }],
];
