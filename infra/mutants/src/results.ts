import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Mutant } from './mutant.js';
import { GROUPS } from './mutants.js';
import type { Verdict } from './verdict.js';

export interface Result extends Verdict {
  mutant: Mutant;
  seconds: number;
}

const FOUND = {
  caught: (by: string) => by,
  green: () => '**survives**',
  'no result': (why: string) => `**no result**: ${why}`,
};

export const HEAD = '| mutant | file | what it breaks | caught by | s |\n| --- | --- | --- | --- | --- |';

export function lineOf({ mutant: { name, file, breaks }, outcome, by, seconds }: Result): string {
  const cells = [name, file, breaks, FOUND[outcome](by), seconds.toFixed(0)];
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** In place of what was found before; the other groups stay. */
export function writeResults(file: string, group: string, results: Result[]): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  const caught = `${results.filter(({ outcome }) => outcome === 'caught').length} of ${results.length} caught`;
  const lines = [`## ${group}`, '', `${new Date().toISOString().slice(0, 10)}, ${machine}: ${caught}.`, '', HEAD];
  const sections = new Map(
    readFileSync(file, 'utf8')
      .split(/^(?=## )/m)
      .map(text => [/^## (\w+)/.exec(text)?.[1] ?? '', `${text.trimEnd()}\n`]),
  );
  sections.set(group, `${[...lines, ...results.map(lineOf)].join('\n')}\n`);
  writeFileSync(file, ['', ...Object.keys(GROUPS)].flatMap(name => sections.get(name) ?? []).join('\n'));
}
