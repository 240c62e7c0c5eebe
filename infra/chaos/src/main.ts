import { readOptions, USAGE } from './options.js';
import { randomRun } from './random/random-run.js';
import { isKept, tableOf } from './random/report.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<boolean> {
  const options = readOptions(process.argv.slice(2));
  if (options.kind === 'usage') {
    say(options.fault ?? USAGE);
    return options.fault === null;
  }
  const report = await randomRun({ ...options, say });
  say(tableOf(report));
  return isKept(report);
}

process.exitCode = (await main()) ? 0 : 1;
