import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from './compile.js';
import { mutated } from './mutant.js';
import { chosen, GROUPS, MUTANTS } from './mutants.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const each = MUTANTS.map(mutant => [mutant.name, mutant] as const);

it('every mutant has a name of its own and says in a sentence what it breaks', () => {
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  for (const { breaks } of MUTANTS) expect(breaks).toMatch(/^[A-Z].*\.$/);
});

describe.each(each)('%s', (_, mutant) => {
  it('fits in one place of its file, and changes what runs there', () => {
    const source = readFileSync(join(ROOT, mutant.file), 'utf8');
    expect(compile(ROOT, mutant.file, mutated(mutant, source))).not.toBe(compile(ROOT, mutant.file, source));
  });

  it('names specs that are there', () => {
    expect(mutant.specs).not.toEqual([]);
    for (const spec of mutant.specs) {
      expect(spec).toMatch(/\.spec\.ts$/);
      expect(existsSync(join(ROOT, spec))).toBe(true);
    }
  });
});

it.each([
  ['not there', 'nowhere', /stands in a\.ts 0 times/],
  ['there twice', 'x', /stands in a\.ts 2 times/],
])('a text that is %s is no mutant', (_, find, complaint) => {
  const mutant = { name: 'one', file: 'a.ts', breaks: 'Something.', find, replace: 'y', specs: [] };
  expect(() => mutated(mutant, 'x + x')).toThrow(complaint);
});

it('all are run, or those that are named, alone or by their group', () => {
  expect(chosen([])).toEqual(Object.entries(GROUPS));
  expect(chosen(['door'])).toEqual([['door', GROUPS.door]]);
  expect(chosen(['gap-ignored', 'any-algorithm']).map(([group, [mutant]]) => [group, mutant?.name])).toEqual([
    ['road', 'gap-ignored'],
    ['door', 'any-algorithm'],
  ]);
  expect(() => chosen(['gap-ignored', 'toString'])).toThrow('There is no mutant toString');
});

it('what does not parse is no mutant', () => expect(() => compile(ROOT, 'a.ts', 'const = 1;')).toThrow());
