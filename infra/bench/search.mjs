// `node infra/bench/search.mjs [items…]`: fills the feed with ten thousand, a million and five million generated items on a PostgreSQL of its own, asks
// the routes of sharing each time as a reader under row security, and writes what it measured into results-search.md. Build first: node_modules/.bin/nx run-many -t build
// With CKM_BENCH_HOME=<folder> the data stay there, and the next run does not fill again.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../libs/backing-services/dist/index.js';
import { SharedKnowledge } from '../../services/sharing/dist/fixture/shared-knowledge.js';
import { plansOf } from './search-plans.mjs';
import { answersOf } from './search-questions.mjs';
import { table } from './rounds.mjs';
import { fill, TABLE } from './search-rows.mjs';

const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 1_000_000, 5_000_000];

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
  const found = [];
  for (const size of SIZES) {
    await fill(admin, size);
    found.push({ size, sizes: await sizes(), answers: await answersOf(admin, knowledge, size) });
    const text = [...head(found), '', tableOf(found), '', ...(await plansOf(admin))].join('\n');
    await writeFile(new URL('./results-search.md', import.meta.url), text);
  }
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

function tableOf(found) {
  const columns = found.flatMap(({ size }) => [`${size.toLocaleString('en')}: p50`, 'p95', 'computed']);
  const rows = found[0].answers.map(({ name }, nth) => [
    name,
    found.at(-1).answers[nth].found,
    ...found.flatMap(({ answers }) => [answers[nth].p50, answers[nth].p95, answers[nth].computed]),
  ]);
  return table(['question', 'found on a page', ...columns], rows);
}

function head(found) {
  const { size, sizes: ofFiles } = found.at(-1);
  return [
    '# Feed and search as the number of items grows',
    '',
    `Written by \`node infra/bench/search.mjs\`: ${found.map(one => one.size.toLocaleString('en')).join(', ')} generated items in English, German and Chinese, asked through the`,
    'routes of sharing without HTTP (parse the words, call the function, fetch the rows, mark the hits), as a reader under row security, one question after the other. Milliseconds;',
    '_computed_ is the CPU time here and in the server, the mean of all questions.',
    '',
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model.trim()}, PostgreSQL from npm with the settings of \`npm start\`, Node ${process.versions.node}.`,
    '',
    'Words that always come together (in quotation marks, or the bigrams 打印 and 印机) are expensive: PostgreSQL takes them for independent and multiplies their shares, expects few',
    'items, and fetches all that the index finds instead of walking back from the newest.',
    '',
    `At ${size.toLocaleString('en')} items: ${ofFiles}.`,
  ];
}
