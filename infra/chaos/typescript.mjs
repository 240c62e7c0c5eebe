// Reads TypeScript for `run.mjs`, with the settings of the tests.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const settings = JSON.parse(readFileSync(new URL('../../.swcrc', import.meta.url), 'utf8'));
delete settings.$schema;

export async function resolve(specifier, context, next) {
  const source =
    specifier.startsWith('.') && context.parentURL && new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
  return source && source.href.endsWith('.ts') && existsSync(source)
    ? { url: source.href, format: 'module', shortCircuit: true }
    : next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const file = fileURLToPath(url);
  const { code } = await transform(readFileSync(file, 'utf8'), { ...settings, filename: file, swcrc: false });
  return { format: 'module', source: code, shortCircuit: true };
}
