import { readFileSync } from 'node:fs';
import { CUSTOMER_EVENTS, faultsOf, isCustomerEventType, OCCASIONS } from '@ckm/contracts';
import { cloudEventOf, demoCompetitors, type DemoEvent, demoEvents, demoThemes } from './demo-company.js';

const events = demoEvents();
const spoken = events.filter(({ data }) => typeof data.text === 'string');
const fileAt = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const stories = JSON.parse(fileAt('infra/demo/stories.json')) as { story: string; events: string[] }[];

const languageOf = new Map(events.map(({ data }) => [data.customerId, data.languageHint]));
const instantOf = ({ day, at }: DemoEvent): number => day * 1_440 + Number(at.slice(0, 2)) * 60 + Number(at.slice(3));
const likeness = (one: string, other: string): number => {
  const [a, b] = [one, other].map(text => new Set(text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu)));
  const shared = [...a!].filter(word => b!.has(word)).length;
  return shared / Math.max(1, new Set([...a!, ...b!]).size);
};

describe('the demo company', () => {
  it('has enough to say, by enough people, and a quarter at least in each language', () => {
    expect(spoken.length).toBeGreaterThanOrEqual(260);
    expect(new Set(spoken.map(({ data }) => data.customerId)).size).toBeGreaterThanOrEqual(65);
    for (const language of ['en', 'de', 'zh']) {
      const said = spoken.filter(({ data }) => languageOf.get(data.customerId) === language);
      expect(said.length).toBeGreaterThanOrEqual(spoken.length / 4);
    }
  });

  it('is as large as the manual and the README say', () => {
    const customers = new Set(spoken.map(({ data }) => data.customerId)).size;
    expect(fileAt('infra/demo/README.md')).toContain(
      `${spoken.length} events with words by ${customers} customers in English, German and Chinese, and ${events.length - spoken.length} that tell who they are`,
    );
    expect(fileAt('README.md')).toContain(`90 days of what ${customers} customers said, in three languages`);
  });

  it('names each of its competitors', () => {
    for (const name of demoCompetitors())
      expect(spoken.some(({ data }) => String(data.text).includes(name))).toBe(true);
  });

  it('is heard on every occasion', () =>
    expect(new Set(spoken.map(({ data }) => data.occasion))).toEqual(new Set(OCCASIONS)));

  it('speaks over 90 days, oldest first', () => {
    for (const { day, at } of events) {
      expect(Number.isInteger(day) && day >= 0 && day <= 89).toBe(true);
      expect(at).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
    }
    expect([...events].sort((a, b) => instantOf(a) - instantOf(b))).toEqual(events);
  });

  it('gives no id twice, and tells who each customer is before they speak', () => {
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const known = new Set<string>();
    for (const { type, data } of events)
      if (type === 'customer.identified') known.add(data.customerId);
      else expect(known).toContain(data.customerId);
  });

  it('sends nothing that its contract does not allow', () => {
    const faults = events.flatMap(({ id, type, data }): object[] =>
      isCustomerEventType(type)
        ? faultsOf(CUSTOMER_EVENTS[type], data).map(fault => ({ id, ...fault }))
        : [{ id, type }],
    );
    expect(faults).toEqual([]);
  });

  it('repeats itself only where the duplicate is planted', () => {
    const long = spoken.filter(({ data }) => String(data.text).length > 12);
    const alike = long.flatMap((one, nth) =>
      long
        .slice(nth + 1)
        .filter(other => likeness(String(one.data.text), String(other.data.text)) > 0.5)
        .map(other => [one.id, other.id]),
    );
    expect(alike).toEqual([stories.find(({ story }) => story === 'The same complaint twice')?.events]);
    expect(new Set(spoken.map(({ data }) => data.text)).size).toBe(spoken.length);
  });

  it('holds each event that its stories name', () => {
    const ids = new Set(events.map(({ id }) => id));
    expect(stories.flatMap(story => story.events).filter(id => !ids.has(id))).toEqual([]);
  });

  it('has eight to twelve themes with sentences in three languages, none of them a customer’s', () => {
    const themes = demoThemes();
    expect(themes.length).toBeGreaterThanOrEqual(8);
    expect(themes.length).toBeLessThanOrEqual(12);
    const said = new Set(spoken.map(({ data }) => data.text));
    for (const { examples } of themes) {
      expect(new Set(examples.map(({ language }) => language))).toEqual(new Set(['en', 'de', 'zh']));
      expect(examples.filter(({ text }) => said.has(text))).toEqual([]);
    }
  });
});

it('an event happened as many days before the load as its day is before the ninetieth', () => {
  const event: DemoEvent = {
    id: 'call-1',
    source: '/crm',
    type: 'call.noted',
    day: 37,
    at: '09:40',
    data: { customerId: 'c' },
  };
  expect(cloudEventOf(event, new Date('2026-11-25T23:30:00Z'))).toEqual({
    specversion: '1.0',
    id: 'call-1',
    source: '/crm',
    type: 'call.noted',
    time: '2026-10-03T09:40:00Z',
    datacontenttype: 'application/json',
    data: { customerId: 'c' },
  });
});
