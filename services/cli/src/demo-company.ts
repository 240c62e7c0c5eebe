import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('../../../infra/demo/', import.meta.url));
const DAYS = 90;
const DAY_MS = 86_400_000;

/** A line of the demo company's `events.ndjson`. */
export interface DemoEvent {
  id: string;
  source: string;
  type: string;
  /** 0 … 89; day 90 is the day of loading. */
  day: number;
  /** UTC, such as `09:40`. */
  at: string;
  data: { customerId: string; [more: string]: unknown };
}

interface DemoTheme {
  name: string;
  description: string;
  examples: { language: string; text: string }[];
}

const read = (name: string): string => readFileSync(HERE + name, 'utf8');

export const demoThemes = (): DemoTheme[] => JSON.parse(read('themes.json')) as DemoTheme[];

/** The competitors' names, in every spelling that customers use. */
export const demoCompetitors = (): string[] =>
  (JSON.parse(read('competitors.json')) as { name: string }[]).map(({ name }) => name);

/** Oldest first. */
export const demoEvents = (): DemoEvent[] =>
  read('events.ndjson')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as DemoEvent);

/** @param begun when the first load began, so that an event that is sent again is the same event */
export function cloudEventOf({ day, at, ...event }: DemoEvent, begun: Date): object {
  const date = new Date(begun.getTime() - (DAYS - day) * DAY_MS).toISOString().slice(0, 10);
  return { specversion: '1.0', ...event, time: `${date}T${at}:00Z`, datacontenttype: 'application/json' };
}
