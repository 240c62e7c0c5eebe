import { readFileSync } from 'node:fs';
import { CUSTOMER_EVENTS } from './capture/customer-event.js';
import { contractOf, EVENT_NAMES } from './events.js';
import type { Class } from './field.js';
import { type JsonSchema, jsonSchemaOf } from './json-schema.js';

// A misspelt event is misspelt for ever. A new word goes into spelling.txt: look it up before you add it.
const known = readFileSync(new URL('../spelling.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);

function namesIn({ properties = {}, items, enum: values = [] }: JsonSchema): string[] {
  const below = [...Object.values(properties), ...(items ? [items] : [])].flatMap(namesIn);
  return [...Object.keys(properties), ...values.filter(value => typeof value === 'string'), ...below];
}

const classes: Class[] = [...EVENT_NAMES.map(type => contractOf(type).class), ...Object.values(CUSTOMER_EVENTS)];
const names = [
  ...EVENT_NAMES,
  ...EVENT_NAMES.flatMap(type => [contractOf(type).service, contractOf(type).stream]),
  ...Object.keys(CUSTOMER_EVENTS),
  ...classes.flatMap(type => namesIn(jsonSchemaOf(type))),
];
const used = new Set(names.flatMap(wordsOf));

it('every event, field and value is spelt with words of the list', () => {
  expect([...used].filter(word => !known.includes(word))).toEqual([]);
});

it('every word of the list is used, and the list is in order', () => {
  expect(known).toEqual([...used].sort());
});

it('a name is split where a word begins', () => {
  expect(['ItemInterpreted', 'itemIds', 'FOCUS_GROUP', 'ticket.message', 'knowledge-item'].map(wordsOf)).toEqual([
    ['item', 'interpreted'],
    ['item', 'ids'],
    ['focus', 'group'],
    ['ticket', 'message'],
    ['knowledge', 'item'],
  ]);
});
