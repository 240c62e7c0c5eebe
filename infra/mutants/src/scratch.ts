import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { compile } from './compile.js';
import { type Mutant, mutated } from './mutant.js';

const LEFT_OUT = ['node_modules', '.git', '.nx', '.ckm', 'coverage'];

/** A copy of the working tree, as it was built, for bugs. Its packages are those of the tree, its projects are its own. */
export class Scratch {
  readonly folder = mkdtempSync(join(tmpdir(), 'ckm-mutants-'));

  constructor(root: string) {
    const packages: string[] = [];
    const filter = (path: string): boolean => {
      if (basename(path) === 'node_modules') packages.push(relative(root, path));
      return path === root || !LEFT_OUT.includes(basename(path));
    };
    cpSync(root, this.folder, { recursive: true, verbatimSymlinks: true, filter });
    for (const folder of packages) {
      if (folder === 'node_modules') linkEach(join(root, folder), join(this.folder, folder));
      else symlinkSync(join(root, folder), join(this.folder, folder));
    }
    this.unbundle();
  }

  /** @returns how to take it out again */
  put(mutant: Mutant): () => void {
    const source = join(this.folder, mutant.file);
    const built = source.replace('/src/', '/dist/').replace(/\.ts$/, '.js');
    const before = [source, built].filter(existsSync).map(file => [file, readFileSync(file, 'utf8')] as const);
    const text = mutated(mutant, readFileSync(source, 'utf8'));
    writeFileSync(source, text);
    // What other projects and processes of this one run is the build.
    if (existsSync(built)) writeFileSync(built, compile(this.folder, mutant.file, text));
    return () => before.forEach(([file, content]) => writeFileSync(file, content));
  }

  /** Services run the files that mutants change, not what was bundled of them before. */
  private unbundle(): void {
    const bundles = readdirSync(join(this.folder, 'services')).map(name =>
      join(this.folder, 'services', name, 'dist', 'bundle.js'),
    );
    for (const bundle of bundles.filter(existsSync)) writeFileSync(bundle, "import './main.js';\n");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** One link for each package. Links among the projects stay relative, and so lead to the copies. */
function linkEach(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (name === '@ckm') cpSync(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
    else symlinkSync(join(from, name), join(to, name));
  }
}
