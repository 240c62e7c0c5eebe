import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Options, transformSync } from '@swc/core';

/** JavaScript of one file, as the tests compile it. @throws when it does not parse */
export function compile(root: string, file: string, source: string): string {
  const settings = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8')) as Options & { $schema?: string };
  delete settings.$schema;
  return transformSync(source, { ...settings, sourceMaps: false, filename: file, swcrc: false }).code;
}
