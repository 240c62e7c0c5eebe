// npm run bench [-- NAME…]: runs the benchmarks, each beside its peer in the same minutes, and writes what they measured into results.md.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

const at = path => fileURLToPath(new URL(path, import.meta.url));
const BENCHES = ['append', 'intake', 'pipe', 'rebuild', 'kafka', 'growth', 'memory', 'analyse'];
const asked = process.argv.slice(2);
const unknown = asked.filter(name => !BENCHES.includes(name));
if (unknown.length > 0) fail(`There is no bench ${unknown.join(', ')}; there are ${BENCHES.join(', ')}.`);

if (!existsSync(at('peers/node_modules'))) {
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: at('peers'),
    stdio: 'inherit',
  });
  if (status !== 0) fail('The peers could not be installed.');
}
for (const name of asked.length > 0 ? asked : BENCHES) {
  console.log(`\n${name}`);
  const { [name]: bench } = await import(`./${name}.mjs`);
  const found = await bench(line => console.log(`  ${line}`));
  console.log(`\n${found}`);
  write(name, found);
}

/** Replaces the section of this benchmark; the rest of the file stays. */
function write(name, found) {
  const machine = `${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  const section = `## ${name}\n\n${new Date().toISOString().slice(0, 10)}, ${machine}\n\n${found}\n`;
  const sections = new Map(
    readFileSync(at('results.md'), 'utf8')
      .split(/^(?=## )/m)
      .map(text => [/^## (\w+)/.exec(text)?.[1] ?? '', text.trimEnd() + '\n']),
  );
  sections.set(name, section);
  writeFileSync(at('results.md'), [...sections.values()].join('\n'));
}

function fail(why) {
  console.error(why);
  process.exit(1);
}
