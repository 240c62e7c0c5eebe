import { readFileSync } from 'node:fs';

export type Data = Record<string, unknown>;

/** The folder is beside both `src` and `dist`. */
export const FIXTURES = new URL('../fixtures/', import.meta.url);

/** The golden fixture of an event version (`KnowledgeItemCaptured.v1`) or of a type of customer event (`call.noted`). */
export const exampleOf = (name: string): Data =>
  JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8')) as Data;
