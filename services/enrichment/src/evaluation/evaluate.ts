import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { READABLE } from '../language/language.js';
import { dataFolder, readCorpus } from '../training/data.js';
import { evaluateClusters } from './clusters.js';
import { evaluateDuplicates } from './duplicates.js';
import { evaluateEmerging } from './emerging.js';
import { evaluateLanguages } from './languages.js';
import { evaluateNeeds } from './needs.js';
import { type Measured, tableOf } from './report.js';
import { resemblances, textsOf } from './resemblance.js';
import { evaluateSentiment } from './sentiment.js';
import { evaluateThemes } from './themes.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const REPORT = fileURLToPath(new URL('../../evaluation.md', import.meta.url));
const SEED = 5;

/** In the order of the report. */
const EVALUATIONS: Record<string, (folder: string) => readonly Measured[] | Promise<readonly Measured[]>> = {
  languages: folder => evaluateLanguages({ dataFolder: folder, seed: SEED }),
  sentiment: folder => evaluateSentiment({ dataFolder: folder }),
  needs: folder => evaluateNeeds({ dataFolder: folder }),
  themes: folder => evaluateThemes({ dataFolder: folder, seed: SEED }),
  clusters: folder => evaluateClusters({ dataFolder: folder, seed: SEED }),
  duplicates: folder => evaluateDuplicates({ dataFolder: folder, seed: SEED, part: 'dev' }),
  emerging: () => evaluateEmerging({ seed: SEED }),
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** `evaluate [NAME …]`: prints what is measured, all or what is named, and appends it to the report. */
async function evaluate(): Promise<void> {
  const folder = dataFolder();
  const named = process.argv.slice(2);
  const unknown = named.filter(name => !(name in EVALUATIONS));
  if (unknown.length > 0) throw new Error(`${unknown.join()}: there are ${Object.keys(EVALUATIONS).join(', ')}.`);
  refuseCopies(folder);
  const parts = [`## ${new Date().toISOString().slice(0, 10)}, ${commit()}`];
  for (const [name, measure] of Object.entries(EVALUATIONS)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const part = `### ${name}\n\n${tableOf(await measure(folder))}`;
    say(`${part}\n`);
    parts.push(part);
  }
  appendFileSync(REPORT, `\n${parts.join('\n\n')}\n`);
}

/** Figures would be worth nothing if the own corpus held texts that they are measured on. */
function refuseCopies(folder: string): void {
  const corpus = READABLE.flatMap(language => readCorpus(language).map(({ text }) => text));
  const found = resemblances(corpus, textsOf(folder));
  for (const { text, file, jaccard } of found) say(`${jaccard.toFixed(2)} like a line of ${file}: ${text}`);
  if (found.length > 0) throw new Error('Lines of the corpus resemble lines of the data.');
}

/** The commit, with a `+` where something of the service is not committed. */
function commit(): string {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--', 'services/enrichment') ? '+' : '');
}

await evaluate().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
