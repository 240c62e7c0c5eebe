import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type JestReport, type Verdict, verdictOf } from './verdict.js';

/** A test that hangs ends before. */
const LONGEST_MS = 300_000;
const JEST = ['--experimental-vm-modules', '--no-warnings', '../../node_modules/jest/bin/jest.js'];
const OPTIONS = ['--env=../../infra/mutants/first-failure.mjs', '--forceExit', '--json'];

export interface RunOptions {
  /** The root of the tree. */
  folder: string;
  env: NodeJS.ProcessEnv;
  interrupt: AbortSignal;
}

/** Runs specs, project by project, up to the first that is not green. @throws when it is interrupted */
export async function runSpecs(specs: string[], options: RunOptions): Promise<Verdict> {
  let verdict: Verdict = { outcome: 'no result', by: 'there is no spec' };
  for (const [project, paths] of byProject(specs)) {
    verdict = verdictOf(await report(project, paths, options));
    if (verdict.outcome !== 'green') break;
  }
  return verdict;
}

function byProject(specs: string[]): Map<string, string[]> {
  const projects = new Map<string, string[]>();
  for (const spec of specs) {
    const [area, name, ...path] = spec.split('/');
    const project = `${area}/${name}`;
    projects.set(project, [...(projects.get(project) ?? []), path.join('/')]);
  }
  return projects;
}

async function report(
  project: string,
  paths: string[],
  { folder, env, interrupt }: RunOptions,
): Promise<JestReport | null> {
  interrupt.throwIfAborted();
  const output = join(folder, 'report.json');
  rmSync(output, { force: true });
  // A group of its own: what its tests started ends with it.
  const jest = spawn(process.execPath, [...JEST, ...OPTIONS, `--outputFile=${output}`, '--runTestsByPath', ...paths], {
    cwd: join(folder, project),
    env,
    detached: true,
    stdio: 'ignore',
  });
  const end = (): void => void (jest.pid && process.kill(-jest.pid, 'SIGKILL'));
  const limit = setTimeout(end, LONGEST_MS * paths.length);
  interrupt.addEventListener('abort', end);
  await once(jest, 'exit');
  clearTimeout(limit);
  interrupt.removeEventListener('abort', end);
  interrupt.throwIfAborted();
  return existsSync(output) ? (JSON.parse(readFileSync(output, 'utf8')) as JestReport) : null;
}
