// npm run check (--check): format, lint, types and the unit tests.
// npm test: format, lint, types and every test, with the real PostgreSQL and a real Kafka. It runs itself with --aside for what needs neither.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jestReader, printSummary } from './tally.mjs';
import { root, workspaceFolders } from './workspaces.mjs';

const bin = name => join(root, 'node_modules', '.bin', name);
const LANES = 2;
const LONGEST = ['journey', 'messaging', 'chaos', 'enrichment', 'sharing', 'operate', 'backing-services'].map(
  name => `@ckm/${name}`,
);
/** They need neither PostgreSQL nor Kafka: they run beside the lanes, at low priority, while these wait. */
const ASIDE = ['console-web', 'contracts', 'console', 'telemetry', 'mutants', 'event-sourcing'].map(
  name => `@ckm/${name}`,
);
const LOW_PRIORITY = 10;
/** Everything is built (setup.mjs): nx would put each dist in its place again from its cache, while the lanes read it. */
const WITHOUT_BUILD = ['--excludeTaskDependencies'];
const isCheck = process.argv.includes('--check');
const isAside = process.argv.includes('--aside');
const failedSteps = [];
const running = new Set();
/** How to stop what was started for the tests. */
const stops = [];
let isInterrupted = false;

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    isInterrupted = true;
    for (const child of running) end(child);
  });

try {
  if (isAside) setPriority(LOW_PRIORITY);
  if (isCheck || isAside) {
    await step('format', () => run(bin('prettier'), ['--check', '--log-level', 'warn', '.']));
    // In one process: a process for each project would read the same types again.
    await step('lint', () => run(bin('eslint'), ['.']));
    await step('types', checkTypes);
  }
  await step('tests', isCheck ? runUnitTests : isAside ? runTestsAside : runAllTests);
} finally {
  for (const stop of stops.reverse()) await stop();
}
printSummary({ failedSteps, isInterrupted });
process.exitCode = isInterrupted ? 130 : failedSteps.length ? 1 : 0;

async function step(name, action) {
  if (isInterrupted) return;
  console.log(`\n— ${name}`);
  const isRight = await action().catch(error => {
    console.error(error.message);
    return false;
  });
  if (!isRight && !isInterrupted) failedSteps.push(name);
}

async function checkTypes() {
  const tsc = join(root, 'node_modules', 'typescript-7', 'bin', 'tsc');
  const waiting = typedProjects();
  let isRight = true;
  const work = async () => {
    for (let project = waiting.shift(); project && !isInterrupted; project = waiting.shift())
      isRight = (await run(process.execPath, [tsc, '--noEmit', '-p', join(project, 'tsconfig.json')])) && isRight;
  };
  await Promise.all([work(), work()]);
  return isRight;
}

function typedProjects() {
  const hasSources = folder =>
    existsSync(join(folder, 'src')) &&
    readdirSync(join(folder, 'src'), { recursive: true }).some(f => /\.tsx?$/.test(f));
  return workspaceFolders().filter(folder => existsSync(join(folder, 'tsconfig.json')) && hasSources(folder));
}

function runUnitTests() {
  // [.] and not \.: shells on the way take backslashes. A bare dot would also leave out `fingerprint.spec.ts`.
  return runTests(['--', '--testPathIgnorePatterns=[.]int[.]spec']);
}

/** In two lanes, each with a PostgreSQL and a Kafka of its own; the next project goes to the lane that is free. */
async function runAllTests() {
  const lanes = await environments();
  const waiting = longestFirst(projectsWithTests().filter(project => !ASIDE.includes(project)));
  const work = async env => {
    let isRight = true;
    for (let project = waiting.shift(); project && !isInterrupted; project = waiting.shift())
      isRight = (await runTests([`--projects=${project}`, ...WITHOUT_BUILD], env)) && isRight;
    return isRight;
  };
  const aside = run(process.execPath, [fileURLToPath(import.meta.url), '--aside'], process.env, jestReader());
  return (await Promise.all([aside, ...lanes.map(work)])).every(Boolean);
}

function runTestsAside() {
  return runTests([`--projects=${ASIDE.join()}`, '--parallel=1', ...WITHOUT_BUILD]);
}

async function environments() {
  const services = await import('../libs/backing-services/dist/index.js');
  const isGiven = process.env.CKM_TEST_DATABASE_URL || process.env.KAFKA_BROKERS;
  const lanes = [];
  for (let lane = 0; lane < (isGiven ? 1 : LANES); lane++) lanes.push(await environment(services));
  return lanes;
}

async function environment(services) {
  // Brokers live for seconds: the JVM's slower, better compiler does not pay.
  const env = { JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1', ...process.env };
  if (!env.CKM_TEST_DATABASE_URL) {
    const postgres = await services.temporaryPostgres();
    stops.push(postgres.stop);
    env.CKM_TEST_DATABASE_URL = postgres.url;
  }
  const kafka = await services.findKafka();
  if ('brokers' in kafka) {
    stops.push(kafka.stop);
    console.log(`Kafka: ${kafka.how}, ${kafka.brokers.join()}`);
    env.KAFKA_BROKERS = kafka.brokers.join();
    // As an input of the target (nx.json) it also keeps nx from replaying a run without Kafka; the address is none.
    env.CKM_TEST_KAFKA = 'required';
  } else {
    if (env.CKM_TEST_KAFKA === 'required') throw new Error(kafka.skipped);
    console.log(kafka.skipped);
  }
  return env;
}

function projectsWithTests() {
  const { stdout } = spawnSync(bin('nx'), ['show', 'projects', '--with-target', 'test', '--json'], { cwd: root });
  return JSON.parse(String(stdout));
}

function longestFirst(projects) {
  const rank = project => (LONGEST.includes(project) ? LONGEST.indexOf(project) : LONGEST.length);
  return projects.sort((one, other) => rank(one) - rank(other));
}

function runTests(args, env = process.env) {
  return run(
    bin('nx'),
    ['run-many', '-t', 'test', '--output-style=stream-without-prefixes', ...args],
    env,
    jestReader(),
  );
}

/** Runs a command in a process group of its own, which an interrupt ends, and passes its output through. @returns whether it ended with 0 */
function run(command, args, env = process.env, onLine = () => undefined) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    for (const name of ['stdout', 'stderr']) {
      let rest = '';
      child[name].setEncoding('utf8').on('data', text => {
        process[name].write(text);
        const lines = (rest + text).split('\n');
        rest = lines.pop();
        lines.forEach(onLine);
      });
      child[name].on('end', () => onLine(rest));
    }
    child.once('error', reject);
    child.once('close', code => {
      running.delete(child);
      resolve(code === 0);
    });
  });
}

function end(child) {
  const send = signal => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended already.
    }
  };
  send('SIGTERM');
  setTimeout(() => send('SIGKILL'), 5_000).unref();
}
