// `node infra/bench/search.mjs [rows]`: fills the feed with a million generated items on a PostgreSQL of its own, asks the routes of sharing as
// a reader under row security, and writes what it measured into results-search.md. Build first: node_modules/.bin/nx run-many -t build
// With CKM_BENCH_HOME=<folder> the data stay there, and the next run does not fill again.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../libs/backing-services/dist/index.js';
import { SharedKnowledge } from '../../services/sharing/dist/fixture/shared-knowledge.js';
import { plansOf } from './search-plans.mjs';
import { linesOf } from './search-questions.mjs';
import { fill, TABLE } from './search-rows.mjs';

const ROWS = Number(process.argv[2] ?? 1_000_000);

const kept = process.env.CKM_BENCH_HOME;
const home = kept ?? (await mkdtemp(join(tmpdir(), 'ckm-bench-')));
const postgres = await startPostgres({
  dataDirectory: home,
  settings: { synchronous_commit: 'off', maintenance_work_mem: '512MB' },
});
const admin = new pg.Client({ connectionString: postgres.url });
await admin.connect();
const knowledge = await SharedKnowledge.in(postgres.url);
try {
  await fill(admin, ROWS);
  const asked = await linesOf(admin, knowledge, ROWS);
  const lines = [...head(await sizes()), ...asked, '', ...(await plansOf(admin))];
  await writeFile(new URL('./results-search.md', import.meta.url), lines.join('\n'));
  console.log(lines.join('\n'));
} finally {
  await knowledge.close();
  await admin.end();
  await postgres.stop();
  if (!kept) await rm(home, { recursive: true, force: true });
}

async function sizes() {
  const { rows } = await admin.query(
    `SELECT relname, pg_size_pretty(pg_relation_size(oid)) AS size FROM pg_class WHERE relname LIKE '${TABLE}%' AND relkind IN ('r', 'i')
     AND relnamespace = 'sharing'::regnamespace ORDER BY pg_relation_size(oid) DESC`,
  );
  return rows.map(({ relname, size }) => `${relname} ${size}`).join(', ');
}

function head(size) {
  return [
    '# Search at a million items',
    '',
    `Written by \`node infra/bench/search.mjs\`: ${ROWS.toLocaleString('en')} generated items in English, German and Chinese, asked through the routes of`,
    'sharing (words read, function called, rows fetched, hits marked; no HTTP), as reader under row security, one question after the other. Milliseconds.',
    '',
    `${cpus().length} cores (${cpus()[0]?.model}), PostgreSQL from npm with the settings of \`npm start\`, Node ${process.versions.node}. The machine was shared`,
    `with other work while this ran (load ${loadavg()[0].toFixed(0)} on ${cpus().length} cores): p50 and p95 are mostly waiting for it. What was computed, here and in the server,`,
    'is the last column, the mean of all; on a machine of its own an answer takes about as long.',
    '',
    'Dear are words that never part (in quotation marks, or 打印 and 印机): PostgreSQL multiplies their shares, takes them for rare together, and fetches all',
    'that the index finds instead of walking back from the newest.',
    '',
    `Sizes: ${size}.`,
    '',
    '| question | found on a page | p50 | p95 | computed |',
    '|---|---|---|---|---|',
  ];
}
