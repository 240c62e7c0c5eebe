import { FeedRoute } from '../../services/sharing/dist/feed/feed.route.js';
import { SearchRoute } from '../../services/sharing/dist/search/search.route.js';
import { momentOf, SMALL_TENANT, themes, uuid } from './search-rows.mjs';
import { timed } from './search-timing.mjs';

const SEARCHES = {
  rare: ['MF10007', 'MF23456', 'MF59999', 'Gerätenummer MF31415', '机号 MF27182'],
  middle: ['stapler', 'Heftklammern', '订书针', 'finisher empty', '装订器'],
  frequent: ['drucker', 'printer', 'the', '打印机', 'der', '的', 'toner'],
  'several words, frequent': [
    'the printer jams',
    'drucker rechnung',
    '打印机卡纸缺纸',
    'toner technician',
    '维修发票 硒鼓',
  ],
  'in quotation marks': ['"every second"', '"zweite blatt schief"', '"quick repair"', '"维修发票"'],
  nothing: ['Zeppelin', 'unobtainium', '鲸鱼'],
};

/** Asks every question of a feed with `count` items. */
export async function answersOf(admin, { service }, count) {
  const [search, feed] = [new SearchRoute(service), new FeedRoute(service)];
  const answers = [];
  const ask = async (name, route, questions) => answers.push(await timed(admin, name, route, questions));
  const asked = (words, filters = {}, tenantId = 'demo') => words.map(q => ({ q, filters, tenantId }));
  const narrowed = {
    '': {},
    '; one theme of 35 and a signal': { theme: themes.common, signalType: 'PROBLEM' },
    '; sentiment and the last tenth of the time': {
      sentiment: 'negative',
      since: momentOf(count * 0.9).toISOString(),
    },
  };
  for (const [name, words] of Object.entries(SEARCHES))
    for (const [by, filters] of Object.entries(narrowed))
      await ask(`search, ${name}${by}`, search, asked(words, filters));
  const all = asked(Object.values(SEARCHES).flat(), {}, SMALL_TENANT);
  await ask('search, all of these, tenant with a thousandth of the items', search, all);
  const filtered = {
    feed: {},
    'feed, a theme of one item in five thousand': { theme: themes.rare },
    'feed, a theme of one item in thirty': { theme: themes.common },
    'feed, a signal and a language': { signalType: 'CHURN_RISK', language: 'de' },
    'feed, a customer': { customer: uuid('00000002', 77) },
  };
  for (const [name, filters] of Object.entries(filtered)) await ask(name, feed, asked([null], filters));
  return answers;
}
