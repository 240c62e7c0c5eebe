import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { contractOf, EVENT_NAMES, type EventName } from './events.js';
import { fixtureNames, fixtureOf, fixtureText } from './fixture/documents.js';
import { versionedName } from './generated.js';
import { jsonSchemaOf } from './json-schema.js';
import { assertEvent, faultsOf } from './validate.js';

it('keeps an example of every event version, and of nothing else', () => {
  expect(fixtureNames()).toEqual(EVENT_NAMES.map(type => `${versionedName(type)}.json`).sort());
});

const schemaOf = (type: EventName) => jsonSchemaOf(contractOf(type).class);

describe.each(EVENT_NAMES)('the example of %s', type => {
  const read = () => plainToInstance(contractOf(type).class, fixtureOf(type));

  it('is valid by its JSON Schema', () => {
    expect(faultsOf(contractOf(type).class, fixtureOf(type))).toEqual([]);
    expect(() => assertEvent(type, fixtureOf(type))).not.toThrow();
  });

  it('is valid by its decorators', () => {
    expect(validateSync(read(), { whitelist: true, forbidNonWhitelisted: true })).toEqual([]);
  });

  it('names every field there is', () => {
    expect(Object.keys(fixtureOf(type)).sort()).toEqual(Object.keys(schemaOf(type).properties ?? {}).sort());
  });

  it('is written again byte for byte as it was read', () => {
    expect(`${JSON.stringify(read(), null, 2)}\n`).toBe(fixtureText(type));
  });
});

it('an event that breaks its contract is a fault that names the place, not the words', () => {
  const broken = { ...fixtureOf('KnowledgeItemCaptured'), text: 'die Rechnung von Frau Kühn\0' };
  expect(() => assertEvent('KnowledgeItemCaptured', broken)).toThrow(
    /^KnowledgeItemCaptured breaks its contract at \/text \(holds U\+0000 or a lone surrogate\)$/,
  );
});
