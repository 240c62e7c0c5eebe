// `node infra/bench/search.mjs [rows]`: fills the feed with a million generated items on a PostgreSQL of its own, asks the routes of sharing as
// a reader under row security, and writes what it measured into results-search.md. Build first: node_modules/.bin/nx run-many -t build
// With CKM_BENCH_HOME=<folder> the data stay there, and the next run does not fill again.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../libs/backing-services/dist/index.js';
import { feed } from '../../services/sharing/dist/feed/feed.view.js';
import { FeedRoute } from '../../services/sharing/dist/feed/feed.route.js';
import { SharedKnowledge } from '../../services/sharing/dist/fixture/shared-knowledge.js';
import { questionOf, tsqueryOf } from '../../services/sharing/dist/search/question.js';
import { SearchRoute } from '../../services/sharing/dist/search/search.route.js';
import { saying, seeded } from './sentences.mjs';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const SMALL_TENANT = 'globex';
const RUNS = 60;
const FIRST = Date.UTC(2025, 0, 1);
const STEP_MS = 20_000;
const TABLE = 'sharing.item_feed_v2_1';

const uuid = (kind, n) => `${kind}-0000-5000-8000-${n.toString(16).padStart(12, '0')}`;
const SIGNALS = ['REQUEST', 'PROBLEM', 'QUESTION', 'PRAISE', 'CHURN_RISK', 'EXPECTATION', 'COMPETITOR_MENTION'];
const SENTIMENTS = ['positive', 'neutral', 'negative'];

const kept = process.env.CKM_BENCH_HOME;
const home = kept ?? (await mkdtemp(join(tmpdir(), 'ckm-bench-')));
const postgres = await startPostgres({
  dataDirectory: home,
  settings: { synchronous_commit: 'off', maintenance_work_mem: '512MB' },
});
const admin = new pg.Client({ connectionString: postgres.url });
await admin.connect();
try {
  const knowledge = await SharedKnowledge.in(postgres.url);
  await fill();
  const lines = await measure(knowledge);
  await writeFile(new URL('./results-search.md', import.meta.url), lines.join('\n'));
  console.log(lines.join('\n'));
  await knowledge.close();
} finally {
  await admin.end();
  await postgres.stop();
  if (!kept) await rm(home, { recursive: true, force: true });
}

/** The rows that the view's own events make; indexes are put back when all are there, which is quicker. */
async function fill() {
  const { rows: there } = await admin.query(`SELECT 1 FROM ${TABLE} LIMIT 1`);
  if (there.length > 0) return;
  const { rows: indexes } = await admin.query(
    `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'sharing' AND tablename = 'item_feed_v2_1' AND indexname NOT LIKE '%_pkey'`,
  );
  for (const { indexname } of indexes) await admin.query(`DROP INDEX sharing.${indexname}`);
  const random = seeded(20_261_125);
  const from = Date.now();
  for (let n = 0; n < ROWS; n += 5_000) {
    const rows = Array.from({ length: Math.min(5_000, ROWS - n) }, (_, i) => rowOf(n + i, random));
    await admin.query(`INSERT INTO ${TABLE} SELECT * FROM json_populate_recordset(NULL::${TABLE}, $1)`, [
      JSON.stringify(rows),
    ]);
    if (n % 100_000 === 0) console.error(`${n} items, ${Math.round((Date.now() - from) / 1000)} s`);
  }
  for (const { indexdef } of indexes) await admin.query(indexdef);
  await admin.query(`VACUUM ANALYZE ${TABLE}`);
  console.error(`filled in ${Math.round((Date.now() - from) / 1000)} s`);
}

/** One item in a thousand belongs to another tenant. */
function rowOf(n, random) {
  const tenantId = n % 1_000 === 999 ? SMALL_TENANT : 'demo';
  const { language, text } = saying(random);
  const captured = {
    itemId: uuid('00000001', n),
    customerId: uuid('00000002', random(50_000)),
    sourceType: 'ticket.message',
    text,
  };
  const recordedAt = new Date(FIRST + n * STEP_MS);
  const theme = random(1_000) === 0 ? random(5) : 5 + random(30);
  const interpreted = {
    itemId: captured.itemId,
    language,
    sentiment: { label: SENTIMENTS[random(3)], score: 0 },
    signals: [{ type: SIGNALS[random(7)] }],
    themes: [{ themeId: uuid('00000003', theme) }],
  };
  const changes = [
    feed.on.KnowledgeItemCaptured({
      data: { ...captured, occurredAt: recordedAt },
      recordedAt,
      tenantId,
      erased: false,
    }),
    feed.on.ItemInterpreted({ data: interpreted, erased: false }),
  ];
  return Object.assign(
    { tenant_id: tenantId, erased: false },
    ...changes.flatMap(({ key, columns }) => [key, columns]),
  );
}

async function measure({ service }) {
  const [search, list] = [new SearchRoute(service), new FeedRoute(service)];
  const asked = (q, filters = {}, tenantId = 'demo') => ({ q, filters, tenantId });
  const year = new Date(FIRST + ROWS * STEP_MS * 0.9).toISOString();
  const seldom = { theme: uuid('00000003', 2) };
  const often = { theme: uuid('00000003', 12) };
  const classes = [
    ['rare', ['MF10007', 'MF23456', 'MF59999', 'Gerätenummer MF31415', '机号 MF27182']],
    ['middle', ['stapler', 'Heftklammern', '订书针', 'finisher empty', '装订器']],
    ['frequent', ['drucker', 'printer', 'the', '打印机', 'der', '的', 'toner']],
    [
      'several words, frequent',
      ['the printer jams', 'drucker rechnung', '打印机卡纸缺纸', 'toner technician', '维修发票 硒鼓'],
    ],
    ['in quotation marks', ['"every second"', '"zweite blatt schief"', '"quick repair"', '"维修发票"']],
    ['nothing', ['Zeppelin', 'unobtainium', '鲸鱼']],
  ];
  const rows = [];
  for (const [name, words] of classes) {
    rows.push(
      await timed(
        `search, ${name}`,
        search,
        words.map(q => asked(q)),
      ),
    );
    rows.push(
      await timed(
        `search, ${name}; one theme of 35 and a signal`,
        search,
        words.map(q => asked(q, { ...often, signalType: 'PROBLEM' })),
      ),
    );
    rows.push(
      await timed(
        `search, ${name}; sentiment and the last tenth of the time`,
        search,
        words.map(q => asked(q, { sentiment: 'negative', since: year })),
      ),
    );
  }
  const all = classes.flatMap(([, words]) => words);
  rows.push(
    await timed(
      'search, all of these, tenant with a thousandth of the items',
      search,
      all.map(q => asked(q, {}, SMALL_TENANT)),
    ),
  );
  rows.push(await timed('feed', list, [asked()]));
  rows.push(await timed('feed, a theme of one item in five thousand', list, [asked(null, seldom)]));
  rows.push(await timed('feed, a theme of one item in thirty', list, [asked(null, often)]));
  rows.push(
    await timed('feed, a signal and a language', list, [asked(null, { signalType: 'CHURN_RISK', language: 'de' })]),
  );
  rows.push(await timed('feed, a customer', list, [asked(null, { customer: uuid('00000002', 77) })]));
  const plans = [];
  for (const [title, q, filters] of [
    ['A rare word', 'MF23456', {}],
    ['A frequent word', 'drucker', {}],
    ['A frequent word and a rare theme', 'drucker', { of_theme: seldom.theme }],
  ])
    plans.push(`### ${title}: \`${q}\``, '', '```', await planOf(q, filters), '```', '');
  return [...head(await sizes()), ...rows, '', ...plans];
}

async function timed(name, route, questions) {
  const ask = ({ q, filters, tenantId }) => route.list({ ...(q ? { q } : {}), ...filters }, { tenantId });
  const times = [];
  const found = [];
  for (const question of questions) found.push((await ask(question)).data.length);
  const before = await cpuMs();
  for (let run = 0; run < RUNS; run += 1) {
    const from = performance.now();
    await ask(questions[run % questions.length]);
    times.push(performance.now() - from);
  }
  const after = await cpuMs();
  times.sort((a, b) => a - b);
  const at = share => times[Math.floor(share * (times.length - 1))].toFixed(0);
  const cpu = ((after - before) / RUNS).toFixed(1);
  const line = `| ${name} | ${Math.min(...found)}–${Math.max(...found)} | ${at(0.5)} | ${at(0.95)} | ${cpu} |`;
  console.error(line);
  return line;
}

/** What this process and the reader's connections have computed so far: waiting for others is not in it. */
async function cpuMs() {
  const { rows } = await admin.query(`SELECT pid FROM pg_stat_activity WHERE application_name = 'ckm-sharing-reader'`);
  const { user, system } = process.cpuUsage();
  let sum = (user + system) / 1_000;
  for (const { pid } of rows) {
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1].split(' ');
    // Hundredths of a second, in user mode and in the kernel.
    sum += (Number(fields[11]) + Number(fields[12])) * 10;
  }
  return sum;
}

/** The plan inside the function, as the server made it for a reader. */
async function planOf(q, filters) {
  const plans = [];
  const listen = notice => plans.push(notice.message);
  admin.on('notice', listen);
  const given = Object.entries(filters).map(([name, value]) => `, ${name} => '${value}'`);
  const missing = [
    'of_theme',
    'of_sentiment',
    'of_language',
    'of_signal',
    'of_customer',
    'since',
    'before_at',
    'before_id',
  ].filter(name => !(name in filters));
  await admin.query(`LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on;
    SET auto_explain.log_analyze = on; SET auto_explain.log_level = notice; SET client_min_messages = notice; SET auto_explain.log_timing = off`);
  await admin.query(
    `BEGIN; SET LOCAL ROLE ckm_sharing_reader; SET LOCAL search_path = sharing; SET LOCAL ckm.tenant = 'demo'`,
  );
  plans.length = 0;
  await admin.query(
    `SELECT count(*) FROM item_feed_matches(words => $$${tsqueryOf(questionOf(q))}$$${given.join('')}${missing.map(name => `, ${name} => NULL`).join('')}, most => 1000)`,
  );
  await admin.query('COMMIT; RESET auto_explain.log_min_duration');
  admin.off('notice', listen);
  const [inner = ''] = plans.filter(plan => plan.includes('item_feed_v2_1'));
  return inner.slice(inner.indexOf('Limit') < 0 ? 0 : inner.search(/^.*Nested Loop|^.*Hash Join/m)).trim();
}

async function sizes() {
  const { rows } = await admin.query(
    `SELECT relname, pg_size_pretty(pg_relation_size(oid)) AS size FROM pg_class WHERE relname LIKE 'item_feed_v2_1%' AND relkind IN ('r', 'i')
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
