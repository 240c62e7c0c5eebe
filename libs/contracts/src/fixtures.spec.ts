import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { CUSTOMER_EVENTS } from './capture/customer-event.js';
import { contractOf, EVENT_NAMES, type EventName, versionedName } from './events.js';
import { exampleOf } from './examples.js';
import type { Class } from './field.js';
import { CUSTOMER_EVENT_TYPES, fixtureNames, fixtureOf, fixtureText, olderVersions } from './fixture/documents.js';
import { jsonSchemaOf } from './json-schema.js';
import { faultsOf } from './validate.js';

it('keeps an example of every event version and of every customer event, and of nothing else', () => {
  const names = [...EVENT_NAMES.map(versionedName), ...olderVersions().map(([name]) => name), ...CUSTOMER_EVENT_TYPES];
  expect(fixtureNames()).toEqual(names.map(name => `${name}.json`).sort());
});

it.each(CUSTOMER_EVENT_TYPES)('the example of %s is valid and names every field', type => {
  const contract: Class = CUSTOMER_EVENTS[type];
  const example = exampleOf(type);
  expect(faultsOf(contract, example)).toEqual([]);
  expect(Object.keys(example).sort()).toEqual(Object.keys(jsonSchemaOf(contract).properties ?? {}).sort());
});

it.each(olderVersions())('the example of %s is still read', (name, type) => {
  expect(faultsOf(contractOf(type).class, exampleOf(name))).toEqual([]);
});

const schemaOf = (type: EventName) => jsonSchemaOf(contractOf(type).class);

describe.each(EVENT_NAMES)('the example of %s', type => {
  const read = () => plainToInstance(contractOf(type).class, fixtureOf(type));

  it('is valid by its JSON Schema', () => expect(faultsOf(contractOf(type).class, fixtureOf(type))).toEqual([]));

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

it('what breaks a contract is named by its place, not by its words', () => {
  const broken = { ...fixtureOf('KnowledgeItemCaptured'), text: 'die Rechnung von Frau Kühn\0' };
  expect(faultsOf(contractOf('KnowledgeItemCaptured').class, broken)).toEqual([
    { pointer: '/text', rule: 'storable', detail: 'holds U+0000 or a lone surrogate' },
  ]);
});
