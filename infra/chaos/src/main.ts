import { type Options, readOptions, USAGE } from './options.js';
import { randomRun } from './random/random-run.js';
import { isKept, tableOf } from './random/report.js';
import { runScenario } from './scenarios/run-scenario.js';
import { listOfScenarios, SCENARIOS } from './scenarios/scenarios.js';
import { Installation } from './site/installation.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** @returns whether everything was kept */
async function run(options: Options): Promise<boolean> {
  switch (options.kind) {
    case 'random': {
      const report = await randomRun({ ...options, say });
      say(tableOf(report));
      return isKept(report);
    }
    case 'scenario':
      return runNamed(options);
    case 'list':
      say(listOfScenarios());
      return true;
    case 'usage':
      say(options.fault ?? USAGE);
      return options.fault === null;
  }
}

async function runNamed({ name, isShort }: Extract<Options, { kind: 'scenario' }>): Promise<boolean> {
  const chosen = Object.entries(SCENARIOS).filter(([one]) => name === 'all' || name === one);
  if (chosen.length === 0) say(`there is no scenario ${name}; --list names them`);
  let isKept = chosen.length > 0;
  for (const [one, scenario] of chosen) {
    const faults = await runScenario(scenario, isShort).catch((error: Error) => [error.message]);
    say(
      [`${faults.length === 0 ? '✓' : '✗'} ${one}: ${scenario.promise}`, ...faults.map(fault => `    ${fault}`)].join(
        '\n',
      ),
    );
    isKept &&= faults.length === 0;
  }
  return isKept;
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void Installation.stopAll().finally(() => process.exit(130)));
process.exitCode = (await run(readOptions(process.argv.slice(2)))) ? 0 : 1;
