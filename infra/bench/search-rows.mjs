import { feed } from '../../services/sharing/dist/feed/feed.view.js';
import { randomText, seeded } from './sentences.mjs';

/** Of the view's first build. */
export const TABLE = `${feed.name}_v${feed.version}_1`;
export const SMALL_TENANT = 'globex';
const FIRST = Date.UTC(2025, 0, 1);
const STEP_MS = 20_000;

export const uuid = (kind, n) => `${kind}-0000-5000-8000-${n.toString(16).padStart(12, '0')}`;
/** When the n-th item was captured. */
export const momentOf = n => new Date(FIRST + n * STEP_MS);
export const themes = { rare: uuid('00000003', 2), common: uuid('00000003', 12) };
const SIGNALS = ['REQUEST', 'PROBLEM', 'QUESTION', 'PRAISE', 'CHURN_RISK', 'EXPECTATION', 'COMPETITOR_MENTION'];
const SENTIMENTS = ['positive', 'neutral', 'negative'];

/** Adds rows, made by the view's own handlers of events, until there are `count`. Indexes are dropped meanwhile, which is quicker. */
export async function fill(admin, count) {
  const { rows: there } = await admin.query(`SELECT count(*)::int FROM sharing.${TABLE}`);
  if (there[0].count >= count) return;
  const { rows: indexes } = await admin.query(
    `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'sharing' AND tablename = '${TABLE}' AND indexname NOT LIKE '%_pkey'`,
  );
  for (const { indexname } of indexes) await admin.query(`DROP INDEX sharing.${indexname}`);
  const random = seeded(20_261_125 + there[0].count);
  const from = Date.now();
  for (let n = there[0].count; n < count; n += 5_000) {
    const rows = Array.from({ length: Math.min(5_000, count - n) }, (_, i) => rowOf(n + i, random));
    await admin.query(
      `INSERT INTO sharing.${TABLE} SELECT * FROM json_populate_recordset(NULL::sharing.${TABLE}, $1)`,
      [JSON.stringify(rows)],
    );
    if (n % 100_000 === 0) console.error(`${n} items, ${Math.round((Date.now() - from) / 1000)} s`);
  }
  for (const { indexdef } of indexes) await admin.query(indexdef);
  await admin.query(`VACUUM ANALYZE sharing.${TABLE}`);
  console.error(`filled in ${Math.round((Date.now() - from) / 1000)} s`);
}

/** One item in a thousand belongs to another tenant. */
function rowOf(n, random) {
  const tenantId = n % 1_000 === 999 ? SMALL_TENANT : 'demo';
  const { language, text } = randomText(random);
  const captured = {
    itemId: uuid('00000001', n),
    customerId: uuid('00000002', random(50_000)),
    sourceType: 'ticket.message',
    text,
  };
  const recordedAt = momentOf(n);
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
    { tenant_id: tenantId, erased: false, key_ids: [] },
    ...changes.flatMap(({ key, columns }) => [key, columns]),
  );
}
