import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { CODES } from './codes.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Sources of the services and libs: no tests, nothing built, nothing of the browser's. */
const sources = ['services', 'libs'].flatMap(folder =>
  readdirSync(join(root, folder)).flatMap(project => {
    const src = join(root, folder, project, 'src');
    return filesIn(src).map(name => join(src, name));
  }),
);

function filesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return names.filter(name => /\.ts$/.test(name) && !/\.spec\.ts$|(^|\/)fixture\//.test(name));
  } catch {
    return [];
  }
}

const CALLED = new Set(['Problem', 'Rejection', 'refuse', 'document', 'checked']);
const SLUG = /^[a-z]+[0-9]*(-[a-z]+[0-9]*)+$/;

/** The codes in one source: slugs given to what answers with them. */
function codesIn(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node, answering: boolean): void => {
    const collects = answering || isAnswer(node);
    if (collects && ts.isStringLiteral(node) && SLUG.test(node.text)) found.push(node.text);
    node.forEachChild(child => visit(child, collects));
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true), false);
  return found;
}

const isAnswer = (node: ts.Node): boolean => isCallThatAnswers(node) || isProblemClass(node) || isTableOfCodes(node);

const isCallThatAnswers = (node: ts.Node): boolean =>
  (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
  ts.isIdentifier(node.expression) &&
  CALLED.has(node.expression.text);

const isProblemClass = (node: ts.Node): boolean =>
  ts.isClassDeclaration(node) &&
  (node.heritageClauses ?? []).some(clause =>
    clause.types.some(
      ({ expression }) => ts.isIdentifier(expression) && ['Rejection', 'Problem'].includes(expression.text),
    ),
  );

/** `const BY_STATUS: Record<number, Code> = …` */
const isTableOfCodes = (node: ts.Node): boolean =>
  ts.isVariableDeclaration(node) && /\bCode>/.test(node.type?.getText(node.getSourceFile()) ?? '');

const used = new Set(sources.flatMap(path => codesIn(readFileSync(path, 'utf8'))));

it('every code that is used is listed', () => {
  expect([...used].filter(code => !Object.hasOwn(CODES, code))).toEqual([]);
});

it('every code that is listed is used', () => {
  expect(Object.keys(CODES).filter(code => !used.has(code))).toEqual([]);
});

it('codes are found however they are given', () => {
  const source = `
    throw new Problem(odd ? 'text-odd' : 'text-even', 'Not a-code here.');
    throw new Rejection('note-locked');
    refuse(reply, 'route-gone');
    class TooLarge extends Rejection { constructor() { super('note-too-large', 'large'); } }
    const TABLE: Record<number, Code> = { 404: 'page-lost' };
    const other = 'not-a-code';`;
  const found = ['text-odd', 'text-even', 'note-locked', 'route-gone', 'note-too-large', 'page-lost'];
  expect(codesIn(source)).toEqual(found);
});
