import type { Privacy } from '@ckm/privacy';
import { dryRun } from './dry-run.js';

const RECEIVED = new Date('2026-11-20T09:12:00Z');
const privacy = { sameness: () => Promise.resolve('the same') } as unknown as Privacy;
const vault = {
  standingOf: () => Promise.resolve({ keyId: null, forgottenUntil: null }),
  keyOf: () => Promise.reject(new Error('a dry run makes no key')),
};
const receiver = { tenantId: 'acme', receivedAt: RECEIVED, privacy, vault };

async function* inPieces(file: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at === 0 || at < file.length; at += size) yield await Promise.resolve(file.subarray(at, at + size));
}
const run = (mediaType: string, file: string | Buffer, size = 1_000_000) =>
  dryRun(
    { mediaType, source: 'crm', type: 'customer.feedback', chunks: inPieces(Buffer.from(file), size) },
    receiver,
    () => RECEIVED,
  );
const csv = (file: string | Buffer, size?: number) => run('text/csv', file, size);
const ndjson = (...lines: (object | string)[]) =>
  run('application/x-ndjson', lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));

const HEAD = 'id,customerId,text,rating,contributor.role,contributor.name,time,type';
const GOOD = 'z-1,K-7,Der Toner staubt.,4.5,employee,Jörg Weiß,2026-11-02T08:15:00+01:00,call.noted';
const told = ({ report }: Awaited<ReturnType<typeof run>>) =>
  report.map(({ line, code, pointer }) => [line, code, pointer]);

describe('a CSV file', () => {
  it.each([
    [',', '\n', ''],
    [';', '\r\n', '\ufeff'],
    ['\t', '\n', '\ufeff'],
  ])('is read with %j between cells and %j between rows', async (delimiter, end, mark) => {
    const rows = [HEAD, GOOD, 'z-2,K-8,墨盒漏墨,,,,,'].map(row => row.replaceAll(',', delimiter));
    expect(await csv(mark + rows.join(end))).toMatchObject({ lines: 2, accepted: 2, refused: 0, report: [] });
  });

  it.each([1, 3])("is read as Python's csv writes it on Windows (%d rows)", async count => {
    const rows = [
      '"id","customerId","text","type"',
      ...Array<string>(count).fill('"z-1","K-7","Zu laut","call.noted"'),
    ];
    expect(await csv(rows.map(row => `${row}\r\r\n`).join(''))).toMatchObject({ accepted: count, report: [] });
  });

  it('may have the delimiters of others, line breaks and quotation marks in its cells', async () => {
    const row = '"z-1";K-7;"Er sagte: ""Papierstau; schon wieder,\r\n\tzum dritten Mal."""';
    expect(await csv(`id;customerId;text\n${row}\nz-2;K-7;5 Mal`)).toMatchObject({ lines: 2, accepted: 2 });
  });

  it('may hold nothing but its columns', async () =>
    expect(await csv(`${HEAD}\n\n\n`)).toMatchObject({ lines: 0, accepted: 0, bytes: HEAD.length + 3 }));

  it.each<[what: string, header: string | Buffer, code: string, said: RegExp]>([
    ['nothing', '', 'csv-header-missing', /name the columns/],
    ['empty cells', ';;;\n', 'csv-header-missing', /name the columns/],
    ['a column twice', 'id,customerId,text,id\n', 'csv-column-repeated', /"id"/],
    ['a column that is not known', 'id,customerId,text,mood\n', 'csv-column-unknown', /"mood".*languageHint/],
    ['no id', 'customerId,text\n', 'csv-column-missing', /"id"/],
    ['no customer', 'id;text\n', 'csv-column-missing', /"customerId"/],
    ['a quotation mark where none can be', 'id,cust"omerId,text\n', 'csv-header-missing', /name the columns/],
    ['UTF-16', Buffer.from(`\ufeff${HEAD}\n`, 'utf16le'), 'body-not-utf8', /UTF-8/],
    ['a column of every object', 'id,customerId,__proto__\n', 'csv-column-unknown', /"__proto__"/],
    ['a member of every object', 'id,customerId,contributor.constructor\n', 'csv-column-unknown', /constructor/],
    ['a name in capitals', 'ID,customerId,text\n', 'csv-column-unknown', /"ID"/],
    ['U+0000', 'id,customerId,te\0xt\n', 'csv-column-unknown', /The columns are/],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'body-not-utf8', /UTF-8/],
    ['a name of 2 MB', `id,customerId,${'x'.repeat(2_000_000)}\n`, 'csv-column-unknown', /^.{1,500}$/],
    ['a quotation mark that is never closed', 'id,customerId,"text\nz-1,K-7,x\n', 'csv-header-missing', /columns/],
    ['no columns at all', GOOD, 'csv-column-unknown', /"z-1"/],
  ])('is refused with %s as its first line', async (_, header, code, said) => {
    await expect(csv(header)).rejects.toMatchObject({ code, message: expect.stringMatching(said) as string });
  });

  it.each<[what: string, row: string | Buffer, code: string, pointer: string | undefined]>([
    ['too few cells', 'z-2,K-7,Zu laut', 'csv-column-count', undefined],
    ['too many cells', `${GOOD},x`, 'csv-column-count', undefined],
    ['a quotation mark inside', 'z-2,K-7,Ein 5" Display,,,,,', 'csv-quote-invalid', undefined],
    ['text behind a quotation mark', 'z-2,K-7,"Zu" laut,,,,,', 'csv-quote-invalid', undefined],
    ['no id', ',K-7,Zu laut,,,,,', 'event-invalid', '/id'],
    ['no text', 'z-2,K-7,,,,,,', 'event-invalid', '/text'],
    ['a rating in words', 'z-2,K-7,太吵了,gut,,,,', 'event-invalid', '/rating'],
    ['a role that is none', 'z-2,K-7,太吵了,,boss,,,', 'event-invalid', '/contributor/role'],
    ['a day that is none', 'z-2,K-7,Zu laut,,,,2026-02-30T10:00:00Z,', 'event-invalid', '/time'],
    ['a type that is none', 'z-2,K-7,Zu laut,,,,,tweet.sent', 'event-type-unknown', '/type'],
    ['U+0000', 'z-2,K-7,Zu\0laut,,,,,', 'text-not-storable', '/text'],
    ['bytes that are not UTF-8', Buffer.from('z-2,K-7,Zu l\xe4ut,,,,,', 'latin1'), 'body-not-utf8', undefined],
    ['half a character', Buffer.from('z-2,K-7,Zu l\xed\xa0\xbdut,,,,,', 'latin1'), 'body-not-utf8', undefined],
    ['an overlong letter', Buffer.from('z-2,K-7,Zu l\xc1\xa1ut,,,,,', 'latin1'), 'body-not-utf8', undefined],
    ['no customer', 'z-2,,Zu laut,,,,,', 'event-invalid', '/customerId'],
    ['a blank id', ' ,K-7,Zu laut,,,,,', 'event-invalid', '/id'],
    ['a blank before the customer', 'z-2, K-7,Zu laut,,,,,', 'event-invalid', '/customerId'],
    ['a customer named as in a path', 'z-2,external:K-7,Zu laut,,,,,', 'event-invalid', '/customerId'],
    ['an id of 501 characters', `${'z'.repeat(501)},K-7,Zu laut,,,,,`, 'event-invalid', '/id'],
    ['a rating in hexadecimal', 'z-2,K-7,太吵了,0x5,,,,', 'event-invalid', '/rating'],
    ['a rating with a comma', 'z-2,K-7,太吵了,"4,5",,,,', 'event-invalid', '/rating'],
    ['a rating beyond all numbers', `z-2,K-7,太吵了,${'9'.repeat(400)},,,,`, 'event-invalid', '/rating'],
    ['a rating that is none', 'z-2,K-7,太吵了,NaN,,,,', 'event-invalid', '/rating'],
    ['a date without a time', 'z-2,K-7,Zu laut,,,,2026-11-02,', 'event-invalid', '/time'],
    ['a date as people write it', 'z-2,K-7,Zu laut,,,,02.11.2026 08:15,', 'event-invalid', '/time'],
    ['a time in seconds', 'z-2,K-7,Zu laut,,,,1764028800,', 'event-invalid', '/time'],
    ['the year 10000', 'z-2,K-7,Zu laut,,,,10000-01-01T00:00:00Z,', 'event-invalid', '/time'],
    ['a type of every object', 'z-2,K-7,Zu laut,,,,,__proto__', 'event-type-unknown', '/type'],
    ['a name without a role', 'z-2,K-7,Zu laut,,,Jörg Weiß,,', 'event-invalid', '/contributor/role'],
    ['20,001 characters', `z-2,K-7,${'好'.repeat(20_001)},,,,,`, 'event-invalid', '/text'],
    ['more than 1 MB', `z-2,K-7,${'x'.repeat(1_048_577)},,,,,`, 'line-too-long', undefined],
  ])('loses only the row with %s', async (_, row, code, pointer) => {
    const file = [`${HEAD}\n${GOOD}\n`, row, `\n${GOOD}`].map(part => Buffer.from(part));
    const report = await csv(Buffer.concat(file));
    expect(told(report)).toEqual([[3, code, pointer]]);
    expect(report).toMatchObject({ lines: 3, accepted: 2, refused: 1 });
  });

  it('loses only the line with a quotation mark that is never closed', async () => {
    const report = await csv(`${HEAD}\n${GOOD}\nz-2,K-7,"Zu laut,,,,,\n${GOOD}`);
    expect(told(report)).toEqual([[3, 'csv-quote-open', undefined]]);
    expect(report).toMatchObject({ lines: 3, accepted: 2 });
  });

  it('keeps a byte order mark that is not the first character of all', async () => {
    const tooLong = `\ufeff${'好'.repeat(20_000)}`;
    const file = `\ufefftext,id,customerId\n\ufeffToner,z-1,K-7\n${tooLong},z-2,K-7\n`;
    expect(told(await csv(file))).toEqual([[3, 'event-invalid', '/text']]);
  });

  it('reports the line where a row begins, however many lines the rows before it have', async () => {
    const file = 'id,"customerId",text\nz-1,K-7,"a\nb\nc"\n\nz-2,K-7,\n';
    expect(told(await csv(file, 5_000))).toEqual([[6, 'event-invalid', '/text']]);
  });
});

describe('a file of JSON lines', () => {
  const row = { id: 'z-1', customerId: 'K-7', text: 'The scanner is a joy to use.' };
  const event = {
    specversion: '1.0',
    id: 'z-2',
    source: '/crm',
    type: 'call.noted',
    data: { customerId: 'K-8', text: '太吵了' },
  };

  it('may hold CloudEvents and rows', async () =>
    expect(
      await ndjson(`\ufeff${JSON.stringify(row)}`, '', event, { ...row, time: '2026-11-02T08:15:00Z' }),
    ).toMatchObject({
      lines: 3,
      accepted: 3,
    }));

  it('may hold nothing', async () => expect(await ndjson()).toMatchObject({ state: 'finished', lines: 0, bytes: 0 }));

  it.each<[what: string, line: object | string, code: string, pointer: string | undefined]>([
    ['no JSON', '{"id":', 'body-not-json', undefined],
    ['a list', [row], 'event-invalid', undefined],
    ['a number', '7', 'event-invalid', undefined],
    ['too many levels', '['.repeat(70) + ']'.repeat(70), 'body-too-deep', undefined],
    ['a row without an id', { ...row, id: undefined }, 'event-invalid', '/id'],
    ['a row with an empty text', { ...row, text: '' }, 'event-invalid', '/text'],
    ['a row with a member that is not known', { ...row, mood: 'bad' }, 'event-invalid', '/mood'],
    ['a row with half a character', { ...row, text: 'a\ud83d' }, 'text-not-storable', '/text'],
    ['a row with a nested fault', { ...row, contributor: { role: 'boss' } }, 'event-invalid', '/contributor/role'],
    ['NaN', '{"id":"z-2","customerId":"K-7","text":"Toner","rating":NaN}', 'body-not-json', undefined],
    ['1e400', '{"id":"z-2","customerId":"K-7","text":"Toner","rating":1e400}', 'event-invalid', '/rating'],
    ['two documents', `${JSON.stringify(row)}${JSON.stringify(row)}`, 'body-not-json', undefined],
    ['a row with U+0000', { ...row, text: 'Toner\0' }, 'text-not-storable', '/text'],
    ['a row with an id that is a number', { ...row, id: 7 }, 'event-invalid', '/id'],
    ['a row whose id cannot be kept', { ...row, id: 'z\0' }, 'text-not-storable', '/id'],
    ['a row with a list of words', { ...row, text: ['Toner'] }, 'event-invalid', '/text'],
    ['a row with a type that is an object', { ...row, type: {} }, 'event-invalid', '/type'],
    ['a row with __proto__', '{"id":"1","customerId":"K","text":"x","__proto__":{}}', 'event-invalid', '/__proto__'],
    ['a row with a name that cannot be kept', { ...row, 'a\0b': 1 }, 'event-invalid', ''],
    ['a row with a name longer than it is worth', { ...row, ['x'.repeat(9_000)]: 1 }, 'event-invalid', ''],
    ['a row in which the names are escaped', '{"id":"1","customerId":"K","te\\u0000xt":"x"}', 'event-invalid', '/text'],
    ['an event in base64', { ...event, data: undefined, data_base64: 'e30=' }, 'event-invalid', '/data_base64'],
    ['a row of a customer that nobody sees', { ...row, customerId: '\u200b' }, 'event-invalid', '/customerId'],
    ['an event whose id is blank', { ...event, id: '\u3000' }, 'event-invalid', '/id'],
    ['an event whose source is blank', { ...event, source: ' ' }, 'event-invalid', '/source'],
    ['an event without a source', { ...event, source: '' }, 'event-invalid', '/source'],
    ['an event whose version is a number', { ...event, specversion: 1 }, 'event-invalid', '/specversion'],
    ['an event whose data is text', { ...event, data: '{}' }, 'event-invalid', '/data'],
    ['an event without data', { ...event, data: undefined }, 'event-invalid', '/data'],
    ['an event without words', { ...event, data: { customerId: 'K-8', text: '' } }, 'event-invalid', '/data/text'],
    ['an event of another tenant', { ...event, tenantid: 'globex' }, 'tenant-mismatch', '/tenantid'],
    ['an event of another type', { ...event, type: 'tweet.sent' }, 'event-type-unknown', '/type'],
    ['an event of another version', { ...event, specversion: '0.3' }, 'event-invalid', '/specversion'],
  ])('loses only the line with %s', async (_, line, code, pointer) => {
    const report = await ndjson(row, line, event);
    expect(told(report)).toEqual([[2, code, pointer]]);
    expect(report).toMatchObject({ lines: 3, accepted: 2, refused: 1 });
  });

  it('has a report of up to a thousand lines, and counts the rest', async () => {
    const report = await ndjson(...Array.from({ length: 1_500 }, () => '?'), row);
    expect(report).toMatchObject({ lines: 1_501, accepted: 1, refused: 1_500 });
    expect(report.report).toHaveLength(1_000);
    expect(report.report.at(-1)?.line).toBe(1_000);
  });

  it('never shows the words of a customer in its report', async () => {
    const words = JSON.stringify([
      await ndjson({ ...row, rating: 'Frau Ernst' }),
      await csv(`${HEAD}\nz,K,"Frau" Ernst,,,,,`),
    ]);
    expect(words).not.toMatch(/Ernst/);
  });
});
