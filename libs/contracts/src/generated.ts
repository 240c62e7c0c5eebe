import { asyncApi } from './async-api.js';
import { contractOf, EVENT_NAMES, type EventName, versionedName } from './events.js';
import { jsonSchemaOf } from './json-schema.js';

/** The documents of `generated/`, for people and tools that do not read TypeScript: file name → content. */
export function generatedDocuments(): Record<string, string> {
  const schemas = EVENT_NAMES.map(type => [`${versionedName(type)}.schema.json`, schemaDocument(type)]);
  const documents = Object.fromEntries([...schemas, ['asyncapi.json', asyncApi()]]) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(documents).map(([name, content]) => [name, `${JSON.stringify(content, null, 2)}\n`]),
  );
}

/** The JSON Schema of an event's data with its personal fields open, as deciders and views see it. */
const schemaDocument = (type: EventName): Record<string, unknown> => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:ckm:event:${versionedName(type)}`,
  title: type,
  ...jsonSchemaOf(contractOf(type).class),
});
