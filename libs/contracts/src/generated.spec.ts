import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { DOMAIN_TOPICS, UPSTREAM_TOPIC } from './events.js';
import { olderVersions } from './fixture/documents.js';
import { generatedDocuments } from './generated.js';
import { TEAM_TOPIC } from './sharing/shared-item.js';

const folder = new URL('../generated/', import.meta.url);
const ASK = 'run npm run generate';

/** What stands in the folder under a name, or how to mend it. */
const differing = (documents: Record<string, string>, committed: Record<string, string>): string[] =>
  [...new Set([...Object.keys(documents), ...Object.keys(committed)])]
    .filter(name => documents[name] !== committed[name])
    .map(name => `${name}: ${ASK}`);

it('the committed documents say what the code says', () => {
  const committed = Object.fromEntries(
    readdirSync(folder).map(name => [name, readFileSync(new URL(name, folder), 'utf8')]),
  );
  expect(differing(generatedDocuments(), committed)).toEqual([]);
});

it('a document that is changed, missing or left over is named', () => {
  expect(differing({ a: '1', b: '2' }, { a: '1', b: '3' })).toEqual([`b: ${ASK}`]);
  expect(differing({ a: '1', b: '2' }, { a: '1' })).toEqual([`b: ${ASK}`]);
  expect(differing({ a: '1' }, { a: '1', b: '2' })).toEqual([`b: ${ASK}`]);
});

describe('the AsyncAPI document', () => {
  type Reference = { $ref: string };
  type Message = {
    name: string;
    headers: object;
    payload: { properties: Record<string, { pattern?: string }> };
    examples?: { headers: object; payload: object }[];
  };
  const SEALED = expect.stringMatching(/^sealed:1:/) as string;
  const document = JSON.parse(generatedDocuments()['asyncapi.json'] ?? '') as {
    channels: Record<string, { messages: Record<string, Reference> }>;
    operations: Record<string, { channel: Reference }>;
    components: { messages: Record<string, Message> };
  };

  it('has every topic', () => {
    expect(Object.keys(document.channels).sort()).toEqual([UPSTREAM_TOPIC, ...DOMAIN_TOPICS, TEAM_TOPIC].sort());
  });

  it('refers to nothing that is not there', () => {
    const messages = Object.values(document.channels).flatMap(channel => Object.values(channel.messages));
    const channels = Object.values(document.operations).map(operation => operation.channel);
    const known = [
      ...Object.keys(document.components.messages).map(name => `#/components/messages/${name}`),
      ...Object.keys(document.channels).map(name => `#/channels/${name}`),
    ];
    expect([...messages, ...channels].map(reference => reference.$ref).sort()).toEqual(known.sort());
  });

  it('shows personal fields as they travel: sealed', () => {
    const { text, account, source } = document.components.messages.KnowledgeItemCaptured!.payload.properties;
    expect([text?.pattern, account?.pattern, source?.pattern]).toEqual(['^sealed:1:', '^sealed:1:', undefined]);
  });

  it('shows the older versions, too, that topics keep: in clear what was sealed later', () => {
    const names = Object.values(document.channels).flatMap(({ messages }) => Object.keys(messages));
    expect(names).toEqual(expect.arrayContaining(olderVersions().map(([name]) => name)));
    const { name, payload, examples } = document.components.messages['KnowledgeItemCaptured.v1']!;
    expect([name, payload.properties.text?.pattern]).toEqual(['ckm.KnowledgeItemCaptured.v1', '^sealed:1:']);
    expect(examples![0]!.payload).toMatchObject({
      text: SEALED,
      externalId: 'T-88213/2',
      account: 'Stadtwerke Lindenau',
    });
  });

  it('shows an example of every message that is as its schemas say, with personal fields sealed', () => {
    const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true } });
    for (const [name, { headers, payload, examples }] of Object.entries(document.components.messages)) {
      expect([name, examples?.length]).toEqual([name, 1]);
      const [example] = examples!;
      expect([name, ajv.validate(headers, example!.headers), ajv.errorsText()]).toEqual([name, true, 'No errors']);
      expect([name, ajv.validate(payload, example!.payload), ajv.errorsText()]).toEqual([name, true, 'No errors']);
    }
    const { KnowledgeItemCaptured: captured, ItemInterpreted: interpreted } = document.components.messages;
    expect(captured!.examples![0]!.payload).toMatchObject({ text: SEALED, contributor: { name: SEALED } });
    expect(interpreted!.examples![0]!.payload).toMatchObject({ signals: [{ text: SEALED }, { text: SEALED }] });
  });
});
