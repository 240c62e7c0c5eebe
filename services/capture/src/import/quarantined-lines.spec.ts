import type { Privacy } from '@ckm/privacy';
import type { ClientBase } from 'pg';
import type { LineFormat } from './line-format.js';
import { eventOfLine, isOfImport, quarantineLines } from './quarantined-lines.js';

const privacy = {
  sameness: (_: string, value: unknown) => Promise.resolve(String(value)),
  sealBytes: (_: string, bytes: Uint8Array) => Promise.resolve(Buffer.from(bytes)),
} as unknown as Privacy;
const NOON = new Date('2026-03-02T12:00:00Z');
const rows: LineFormat = {
  source: 'crm',
  type: 'survey.answered',
  csv: { delimiter: ';', columns: ['id', 'customerId', 'text'] },
};
const json: LineFormat = { ...rows, csv: null };

/** As it is kept: the row's id, and the record that is read again. */
async function kept(text: string, format = rows, { importId = 'the first', startedAt = NOON } = {}) {
  let values: unknown[] = [];
  const client = {
    query: (_: string, given: unknown[]) => Promise.resolve({ rowCount: (values = given).length && 1 }),
  };
  const line = { line: 7, bytes: Buffer.from(text), next: { byte: 90, line: 8, inside: false }, problem: null };
  const refusal = { code: 'event-invalid', detail: '/text is missing', pointer: '/text' };
  const named = { tenantId: 'acme', importId, format, startedAt };
  await quarantineLines(client as unknown as ClientBase, privacy, named, [{ line, translated: null, refusal }]);
  const [, topic, [id], [offset], [sealed]] = values as [string, string, string[], number[], Buffer[]];
  const record = JSON.parse(String(sealed)) as { headers: Record<string, string>; value: string; timestamp: number };
  const headers = Object.fromEntries(
    Object.entries(record.headers).map(([name, value]) => [name, Buffer.from(value, 'base64')]),
  );
  return {
    topic,
    id,
    offset,
    timestamp: record.timestamp,
    event: () => eventOfLine(headers, Buffer.from(record.value, 'base64')),
  };
}

describe('a line in quarantine', () => {
  it('has the topic of its import and its line number as the offset', async () =>
    expect(await kept('z-1;K-7;')).toMatchObject({ topic: 'import:the first', offset: 7 }));

  it('was received when its file was', async () => expect((await kept('z-1;K-7;')).timestamp).toBe(NOON.getTime()));

  it('has the same id in a second import of the file, and another id in another file', async () => {
    const { id } = await kept('z-1;K-7;');
    expect(
      (await kept('z-1;K-7;', rows, { importId: 'the second', startedAt: new Date('2026-03-03T12:00:00Z') })).id,
    ).toBe(id);
    expect((await kept('z-1;K-8;')).id).not.toBe(id);
    expect((await kept('z-1;K-7;', { ...rows, source: 'erp' })).id).not.toBe(id);
  });

  it('is parsed again as the row that it is, for its tenant', async () => {
    const event = { id: 'z-1', source: 'crm', type: 'survey.answered', tenantid: 'acme' };
    expect((await kept('z-1;K-7;"Schön, aber ""laut"""')).event()).toMatchObject({
      ...event,
      data: { customerId: 'K-7', text: 'Schön, aber "laut"' },
    });
    expect((await kept('{"id":"z-1","customerId":"K-7","text":"太吵了"}', json)).event()).toMatchObject({
      ...event,
      data: { customerId: 'K-7', text: '太吵了' },
    });
  });

  it.each([
    ['z-1;K-7', rows, 'csv-column-count'],
    ['{"id":', json, 'body-not-json'],
    ['{"specversion":"1.0","id":"1","source":"s","type":"call.noted","tenantid":"globex"}', json, 'tenant-mismatch'],
  ])('is refused again for the same reason: %s', async (text, format, code) => {
    const { event } = await kept(text, format);
    expect(event).toThrow(expect.objectContaining({ code }) as Error);
  });
});

it('tells a record of a topic from a line of a file', () =>
  expect(['import:the first', 'ckm.customer-events.v1'].map(isOfImport)).toEqual([true, false]));
