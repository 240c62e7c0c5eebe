import { fileURLToPath } from 'node:url';
import type { Mutant } from './mutant.js';
import { chosen, GROUPS, MUTANTS } from './mutants.js';
import { HEAD, lineOf, type Result, writeResults } from './results.js';
import { type RunOptions, runSpecs } from './run-specs.js';
import { Scratch } from './scratch.js';
import { startServices } from './services.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const RESULTS = fileURLToPath(new URL('../results.md', import.meta.url));

const asked = process.argv.slice(2);
if (asked.includes('--list')) console.log(MUTANTS.map(({ name, breaks }) => `${name.padEnd(32)}${breaks}`).join('\n'));
else
  process.exitCode = await run(asked).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  });

async function run(names: string[]): Promise<number> {
  const groups = chosen(names);
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => interrupt.abort(new Error('Interrupted.')));
  const services = await startServices(ROOT, specsOf(groups.flatMap(([, mutants]) => mutants)));
  const scratch = new Scratch(ROOT);
  try {
    const options = { folder: scratch.folder, env: services.env, interrupt: interrupt.signal };
    let isCaught = true;
    for (const [group, mutants] of groups) {
      const results = await runGroup(mutants, scratch, options);
      if (mutants.length === GROUPS[group]!.length) writeResults(RESULTS, group, results);
      isCaught &&= results.every(({ outcome }) => outcome === 'caught');
    }
    return isCaught ? 0 : 1;
  } finally {
    scratch.remove();
    await services.stop();
  }
}

async function runGroup(mutants: Mutant[], scratch: Scratch, options: RunOptions): Promise<Result[]> {
  const specs = specsOf(mutants);
  console.log(`\nWithout a mutant: ${specs.length} specs …`);
  const { outcome, by } = await runSpecs(specs, options);
  if (outcome !== 'green') throw new Error(`Without a mutant they are not green: ${by}`);
  console.log(`All green.\n\n${HEAD}`);
  const results: Result[] = [];
  for (const mutant of mutants) {
    const result = await runOne(mutant, scratch, options);
    console.log(lineOf(result));
    results.push(result);
  }
  return results;
}

async function runOne(mutant: Mutant, scratch: Scratch, options: RunOptions): Promise<Result> {
  const began = performance.now();
  const takeOut = scratch.put(mutant);
  try {
    return { mutant, ...(await runSpecs(mutant.specs, options)), seconds: (performance.now() - began) / 1000 };
  } finally {
    takeOut();
  }
}

function specsOf(mutants: Mutant[]): string[] {
  return [...new Set(mutants.flatMap(({ specs }) => specs))].sort();
}
