// Runs before npm start, npm test and the others: installs the packages of the lockfile if that has changed, and builds if a source has.
// It runs before anything is installed: on Node alone.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, rootPackage, workspaceFolders } from './workspaces.mjs';

const at = (...path) => join(root, ...path);
const contentOf = file => (existsSync(file) ? readFileSync(file, 'utf8') : '');

requireNode(rootPackage.engines.node);
// npm sets npm_command: an install must not start another one.
if (!['ci', 'install'].includes(process.env.npm_command)) {
  install();
  build();
}

/** @param wanted ranges like `^20.19.0 || >=24`; each counts for its own major version, or from it on */
function requireNode(wanted) {
  const own = process.versions.node.split('.').map(Number);
  const fits = range => {
    const [, kind, version] = /^(\^|>=)(.+)$/.exec(range);
    const least = version.split('.').map(Number);
    if (kind === '^' && own[0] !== least[0]) return false;
    const differing = [0, 1, 2].find(part => own[part] !== (least[part] ?? 0));
    return differing === undefined || own[differing] > (least[differing] ?? 0);
  };
  if (wanted.split(' || ').some(fits)) return;
  fail(`This needs Node ${wanted}; the one that runs is ${process.versions.node}.`);
}

function install() {
  const mark = at('node_modules', '.ckm-lock');
  const lock = createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex');
  if (contentOf(mark) === lock) return;
  console.log('Installing the packages of package-lock.json (npm ci) …');
  // No install script is needed: what PostgreSQL's would do is done when it is started.
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm ? [process.execPath, npm] : ['npm'];
  const { status } = spawnSync(command, [...first, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) fail('npm ci failed; what it printed is above.');
  writeFileSync(mark, lock);
}

function build() {
  const mark = at('.nx', 'ckm-built');
  const sources = fingerprint();
  if (contentOf(mark) === sources && projectsThatBuild().every(project => existsSync(join(project, 'dist')))) return;
  console.log('Building …');
  const nx = spawnSync(at('node_modules', '.bin', 'nx'), ['run-many', '-t', 'build', '--output-style=static'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (nx.status !== 0) fail(`${nx.stdout ?? ''}${nx.stderr ?? ''}\nThe build failed.`);
  mkdirSync(at('.nx'), { recursive: true });
  writeFileSync(mark, sources);
}

/** Of path, size and time of all that a build reads. Whether a content differs nx finds out. */
function fingerprint() {
  const hash = createHash('sha256');
  const add = file => {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  };
  const walk = folder => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (['node_modules', 'dist', 'coverage'].includes(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (!/\.spec\.tsx?$/.test(entry.name)) add(path);
    }
  };
  for (const file of ['package-lock.json', 'nx.json', 'tsconfig.base.json', 'infra/bundle.mjs']) add(at(file));
  for (const folder of ['libs', 'services']) walk(at(folder));
  return hash.digest('hex');
}

function projectsThatBuild() {
  return workspaceFolders().filter(folder => contentOf(join(folder, 'package.json')).includes('"build":'));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
