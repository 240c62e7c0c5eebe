import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export type Data = Record<string, unknown>;

const { resolve } = createRequire(import.meta.url);

/**
 * The golden fixture of an event version (`KnowledgeItemCaptured.v1`) or of a type of customer event (`call.noted`). It is found by the package's
 * name, because a service may be bundled in another folder.
 */
export const exampleOf = (name: string): Data =>
  JSON.parse(readFileSync(resolve(`@ckm/contracts/fixtures/${name}.json`), 'utf8')) as Data;
