import { parseQuery, tsqueryOf } from '../../services/sharing/dist/search/search-query.js';
import { TABLE, themes } from './search-rows.mjs';

const SHOWN = [
  ['A rare word', 'MF23456', {}],
  ['A frequent word', 'drucker', {}],
  ['A frequent word and a rare theme', 'drucker', { of_themes: `{${themes.rare}}` }],
];

/** @returns lines of Markdown */
export async function plansOf(admin) {
  const lines = [];
  for (const [title, q, filters] of SHOWN)
    lines.push(`### ${title}: \`${q}\``, '', '```', await planOf(admin, q, filters), '```', '');
  return lines;
}

/** The plan of the query inside the function, as the server makes it for a reader. */
async function planOf(admin, q, filters) {
  const plans = [];
  const listen = notice => plans.push(notice.message);
  admin.on('notice', listen);
  const given = Object.entries(filters).map(([name, value]) => `, ${name} => '${value}'`);
  const missing = [
    'of_themes',
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
    `SELECT count(*) FROM item_feed_matches(words => $$${tsqueryOf(parseQuery(q))}$$${given.join('')}${missing.map(name => `, ${name} => NULL`).join('')}, most => 1000)`,
  );
  await admin.query('COMMIT; RESET auto_explain.log_min_duration');
  admin.off('notice', listen);
  const [inner = ''] = plans.filter(plan => plan.includes(TABLE));
  return inner.slice(inner.indexOf('Limit') < 0 ? 0 : inner.search(/^.*Nested Loop|^.*Hash Join/m)).trim();
}
