import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import ts from 'typescript';

const services = fileURLToPath(new URL('../../../', import.meta.url));

/** Where patterns run on what customers wrote. */
const SOURCES = ['enrichment/src', 'capture/src', 'sharing/src/search'];

const patterns = SOURCES.flatMap(folder =>
  readdirSync(join(services, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /(?<!\.spec)\.ts$/.test(name) && !/fixture|evaluation|training/.test(name))
    .flatMap(name => patternsIn(readFileSync(join(services, folder, name), 'utf8'))),
);

function patternsIn(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push(node.text);
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true));
  return found;
}

const isUnbounded = ({ max }: AST.Quantifier): boolean => max === Infinity;

/** The unbounded quantifiers of a pattern. */
function unboundedIn(pattern: string): AST.Quantifier[] {
  const found: AST.Quantifier[] = [];
  visitRegExpAST(new RegExpParser({ ecmaVersion: 2024 }).parseLiteral(pattern), {
    onQuantifierEnter: one => void (isUnbounded(one) && found.push(one)),
  });
  return found;
}

/** A quantifier within another can match the same text in many ways, all of which would be tried. */
function isRepeated({ parent }: AST.Node): boolean {
  if (parent === null) return false;
  return (parent.type === 'Quantifier' && parent.max > 1) || isRepeated(parent);
}

/** Unbounded quantifiers that cannot backtrack: they match neither what follows them nor what they begin behind. */
const REVIEWED = [
  ['[ -~]*', '^ … $, on a header'],
  ['\\d+', '^ … $, on a cell: a dot is no digit'],
  ['[a-z0-9\\u4e00-\\u9fff]+', '^ … $, on a word'],
  ['\\p{Script=Latin}+', 'an apostrophe is no letter'],
  ['\\p{L}+', 'an apostrophe is no letter'],
  ['\\s+', 'nothing follows'],
  [' *', 'behind a full stop, to the end'],
  ['[.! ]*', 'behind a letter, to the end'],
  ['[.!~ ]*', 'behind a Chinese character, to the end'],
  ['[^\\r\\n]+', 'a line break is not in it'],
  ['\\p{Script=Han}+', 'nothing follows'],
  ["(?:(?!\\p{Script=Han})[\\p{L}\\p{N}'])+", 'nothing follows'],
  ["[\\p{L}\\p{N}']+", 'nothing follows'],
  ['\\p{sc=Han}+', 'nothing follows'],
  ['\\P{sc=Han}+', 'nothing follows'],
  ['\\p{N}+', 'nothing follows'],
  ['[^\\S\\n]+', 'nothing follows'],
  ['[^\\p{L}\\p{M}\\p{N}]+', 'nothing follows'],
  ["[\\p{L}\\p{N}\\p{M}'’-]*", 'behind a letter, and nothing follows'],
  [
    "(?:(?!\\p{sc=Han})[\\p{L}\\p{M}\\p{N}\\u00ad\\u200c\\u200d]|['’](?!\\p{sc=Han})(?=[\\p{L}\\p{N}]))+",
    'nothing follows, and an apostrophe is no letter',
  ],
];

describe("patterns that run on customers' words", () => {
  it('are found by this test', () => expect(patterns.length).toBeGreaterThan(200));

  it('nest no unbounded quantifier', () => {
    const nested = patterns.filter(pattern => unboundedIn(pattern).some(isRepeated));
    expect(nested).toEqual([]);
  });

  it('have only unbounded quantifiers that were reviewed', () => {
    const used = new Set(patterns.flatMap(unboundedIn).map(({ raw }) => raw));
    expect([...used].sort()).toEqual(REVIEWED.map(([raw]) => raw).sort());
  });

  it.each([
    ['/(a+)+$/', 1],
    ['/(?:a*b?){2,9}$/', 1],
    ['/(?:\\w{1,12} ){0,3}x/', 0],
    ['/(a+)?b/', 0],
  ])('%s nests %i', (pattern, count) => expect(unboundedIn(pattern).filter(isRepeated)).toHaveLength(count));
});
