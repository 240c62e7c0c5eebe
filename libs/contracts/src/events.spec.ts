import { personalFields, UUID } from './field.js';
import {
  contractOf,
  DOMAIN_TOPICS,
  EVENT_NAMES,
  type EventName,
  eventsOf,
  eventsOn,
  isEventName,
  topicsOf,
} from './events.js';
import { type Data, fixtureOf } from './fixture/documents.js';
import { type JsonSchema, jsonSchemaOf } from './json-schema.js';
import { SERVICES } from './services.js';

const uuidFieldsOf = (type: EventName): string[] => {
  const { properties = {}, required = [] } = jsonSchemaOf(contractOf(type).class);
  return required.filter(name => String(properties[name]?.pattern).includes('[89abAB]'));
};

/** Follows `signals[]`, `text` into the schema. */
const at = (schema: JsonSchema, path: string[]): JsonSchema | undefined =>
  path.reduce<JsonSchema | undefined>((found, step) => {
    const below = found?.properties?.[step.replace('[]', '')];
    return step.endsWith('[]') ? below?.items : below;
  }, schema);

describe.each(EVENT_NAMES)('%s', type => {
  const contract = contractOf(type);

  it('stands on the topic that its service and stream name', () => {
    expect(contract.topic).toMatch(/^ckm\.[a-z]+\.[a-z]+(-[a-z]+)*\.v1$/);
    expect(contract.topic).toBe(`ckm.${contract.service}.${contract.stream}.v1`);
    expect(SERVICES).toContain(contract.service);
    expect(eventsOn(contract.topic)).toContain(type);
    expect(eventsOf(contract.service)).toContain(type);
    expect(topicsOf(contract.service)).toContain(contract.topic);
  });

  it('has one of its own ids as its key', () => {
    const data: Data = fixtureOf(type);
    const ids = uuidFieldsOf(type).map(name => data[name]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain(contract.key(data as never));
  });

  it('names knowledge items by their ids', () => {
    const data = fixtureOf(type);
    const named = contract.items(data as never);
    const ofItems = Object.entries(data).flatMap(([name, value]) => (/^itemIds?$/.test(name) ? [value].flat() : []));
    for (const id of named) expect(id).toMatch(UUID);
    expect(ofItems).toEqual(expect.arrayContaining(named));
    expect(named.length > 0).toBe(ofItems.length > 0);
  });

  it('has only words as personal fields, each of a person whom it names', () => {
    for (const { path, subject } of contract.personal) {
      expect([path, [at(jsonSchemaOf(contract.class), path)?.type].flat()[0]]).toEqual([path, 'string']);
      expect(uuidFieldsOf(type)).toContain(subject);
    }
  });
});

it('the personal fields of nested objects and lists are found', () => {
  const paths = personalFields(contractOf('ItemInterpreted').class).map(field => field.path.join('.'));
  expect(paths).toEqual(['signals[].text']);
  expect(contractOf('KnowledgeItemCaptured').personal.map(field => field.path.join('.'))).toEqual([
    'customerExternalId',
    'externalId',
    'text',
    'account',
    'sameness',
    'contributor.name',
  ]);
});

it('each topic is produced by one service', () => {
  expect(SERVICES.flatMap(service => topicsOf(service)).sort()).toEqual([...DOMAIN_TOPICS].sort());
});

it('knows its events, and no name that every object has', () => {
  expect(['ThemeDescribed', 'ThemeDecsribed', 'toString', 'constructor'].map(isEventName)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
