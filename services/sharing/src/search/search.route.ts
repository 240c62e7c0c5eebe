import { isInstant, Words } from '@ckm/contracts';
import {
  CheckedQuery,
  fromCursor,
  isId,
  type Page,
  type Part,
  type Principal,
  Problem,
  Query,
  toCursor,
  Who,
} from '@ckm/http';
import { currentThemes, Service, Themes } from '@ckm/service';
import { Controller } from '@nestjs/common';
import { feed } from '../feed/feed.view.js';
import { COLUMNS, FeedQuery, type FeedRow, MATCHES, matching, PLACE, type Place } from '../feed/matches.js';
import { hitsInEach, type Span } from './hits.js';
import { questionOf, tsqueryOf } from './question.js';

export class SearchQuery extends FeedQuery {
  /** Words, all of which must occur; those in quotation marks one behind the other. */
  @Words(1, 300) q!: string;
}

/** So many are ranked with each other, the newest first; then the next so many. Else a word that stands everywhere would cost every item. */
const RANKED_TOGETHER = 1_000;

interface Match extends Place {
  rank: number;
}

/** Behind whom a page begins: those ranked together, and within them. */
interface Start {
  group: Place | null;
  match: Match | null;
}

interface Found extends FeedRow {
  rank: number;
  hits: Span[];
}

@Controller()
export class SearchRoute {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/search',
    role: 'reader',
    summary: 'What customers said with these words in it, the best of the newest first.',
    query: SearchQuery,
  })
  async list(@CheckedQuery(SearchQuery) query: SearchQuery, @Who() { tenantId }: Principal): Promise<Page<Found>> {
    const question = questionOf(query.q);
    if (question.length === 0) throw withoutWords();
    const start = startOf(query.cursor);
    const words = tsqueryOf(question);
    const { match } = start;
    const { found, page } = await this.service.read([feed, currentThemes], tenantId, async client => {
      const themes = await Themes.of(client, tenantId);
      const values = matching(query, tenantId, { words, themes, behind: start.group, most: RANKED_TOGETHER });
      const { rows: matches } = await client.query<Match & { isDue: boolean }>(RANKED, [
        ...values,
        match?.rank,
        match?.capturedAt,
        match?.itemId,
      ]);
      const due = matches.filter(({ isDue }) => isDue);
      const best = due.slice(0, query.limit ?? 50);
      const { rows } = await client.query<FeedRow>(
        `SELECT ${COLUMNS} FROM item_feed WHERE tenant_id = $1 AND item_id = ANY($2)`,
        [tenantId, best.map(({ itemId }) => itemId)],
      );
      const shown = rows.map(row => ({ ...row, themes: themes.shown(row.themes) }));
      return {
        found: best.flatMap(one => foundAs(one, shown)),
        page: { next: nextOf(start, { matches, due, best }) },
      };
    });
    const texts = found.map(({ text }) => text ?? '');
    const hits = await hitsInEach(texts, question);
    return { data: found.map((one, nth) => ({ ...one, hits: hits[nth]! })), page };
  }
}

const RANKED = `SELECT item_id AS "itemId", ${PLACE} AS "capturedAt", rank::float8,
  $11::float8 IS NULL OR (rank, captured_at, item_id) < ($11::float8, $12::timestamptz, $13::uuid) AS "isDue"
  FROM ${MATCHES} AS matches ORDER BY matches.rank DESC, captured_at DESC, item_id DESC`;

function foundAs({ itemId, rank }: Match, rows: FeedRow[]): Omit<Found, 'hits'>[] {
  const row = rows.find(one => one.itemId === itemId);
  return row ? [{ ...row, rank: Number(rank.toPrecision(4)) }] : [];
}

function nextOf(
  { group }: Start,
  { matches, due, best }: { matches: Match[]; due: Match[]; best: Match[] },
): string | null {
  const [newest, oldest] = endsOf(matches);
  const last = best.at(-1);
  // What is captured meanwhile is not ranked with these: nobody would be moved out and seen twice.
  if (newest && last && due.length > best.length)
    return cursorOf({ group: group ?? { ...newest, itemId: LAST_ID }, match: last });
  return oldest && matches.length === RANKED_TOGETHER ? cursorOf({ group: oldest, match: null }) : null;
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const endsOf = (matches: Match[]): [newest: Match | undefined, oldest: Match | undefined] => [
  matches.reduce<Match | undefined>((one, other) => (one && isOlder(other, one) ? one : other), undefined),
  matches.reduce<Match | undefined>((one, other) => (one && isOlder(one, other) ? one : other), undefined),
];

const isOlder = (one: Place, other: Place): boolean =>
  one.capturedAt < other.capturedAt || (one.capturedAt === other.capturedAt && one.itemId < other.itemId);

const orNone =
  (isOne: Part): Part =>
  part =>
    part === '' || isOne(part);
const isRank: Part = part => Number.isFinite(Number(part));
const START = [isInstant, isId, orNone(isInstant), orNone(isId), orNone(isRank)];

const cursorOf = ({ group, match }: Start): string =>
  toCursor(
    [group, match].flatMap(place => [place?.capturedAt ?? '', place?.itemId ?? '']).concat(String(match?.rank ?? '')),
  );

function startOf(cursor: string | undefined): Start {
  const [groupAt, groupId, at, id, rank] = fromCursor(cursor, ...START);
  return {
    group: groupAt && groupId ? { capturedAt: groupAt, itemId: groupId } : null,
    match: at && id && rank ? { capturedAt: at, itemId: id, rank: Number(rank) } : null,
  };
}

const withoutWords = (): Problem =>
  new Problem('query-invalid', undefined, [{ pointer: '/q', rule: 'words', detail: 'holds no word to look for' }]);
