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
import { Service, Themes } from '@ckm/service';
import { Controller } from '@nestjs/common';
import {
  COLUMNS,
  FeedQuery,
  type FeedRow,
  MATCHES,
  matchParameters,
  PLACE,
  type Place,
  SHOWN,
} from '../feed/matches.js';
import { hitsInEach, type Span } from './hits.js';
import { parseQuery, tsqueryOf } from './search-query.js';

export class SearchQuery extends FeedQuery {
  /** Words, all of which must occur; those in quotation marks as a phrase. */
  @Words(1, 300) q!: string;
}

/** Ranking goes window by window, from the newest matches to the oldest: otherwise a frequent word would cost a rank for every item. */
const RANK_WINDOW = 1_000;

interface Match extends Place {
  rank: number;
}

/** Where a page begins. */
interface Start {
  /** The window holds the newest matches older than this; null: the newest of all. */
  window: Place | null;
  /** Within the window, the page begins after this match; null: with the best. */
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
    const parsed = parseQuery(query.q);
    if (parsed.length === 0) throw withoutWords();
    const start = startOf(query.cursor);
    const words = tsqueryOf(parsed);
    const { match } = start;
    const { found, page } = await this.service.read(SHOWN, tenantId, async client => {
      const themes = await Themes.of(client, tenantId);
      const values = matchParameters(query, tenantId, { words, themes, before: start.window, most: RANK_WINDOW });
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
    const hits = await hitsInEach(texts, parsed);
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
  { window }: Start,
  { matches, due, best }: { matches: Match[]; due: Match[]; best: Match[] },
): string | null {
  const byAge = [...matches].sort((one, other) => (isOlder(one, other) ? -1 : 1));
  const [oldest, newest, last] = [byAge[0], byAge.at(-1), best.at(-1)];
  // The window stays that of the first page: items captured meanwhile would push others out of it, to be shown again in the next one.
  if (newest && last && due.length > best.length)
    return cursorOf({ window: window ?? { ...newest, itemId: LAST_ID }, match: last });
  return oldest && matches.length === RANK_WINDOW ? cursorOf({ window: oldest, match: null }) : null;
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const isOlder = (one: Place, other: Place): boolean =>
  one.capturedAt < other.capturedAt || (one.capturedAt === other.capturedAt && one.itemId < other.itemId);

const orNone =
  (isOne: Part): Part =>
  part =>
    part === '' || isOne(part);
const isRank: Part = part => Number.isFinite(Number(part));
const START = [isInstant, isId, orNone(isInstant), orNone(isId), orNone(isRank)];

const cursorOf = ({ window, match }: Start): string =>
  toCursor(
    [window, match].flatMap(place => [place?.capturedAt ?? '', place?.itemId ?? '']).concat(String(match?.rank ?? '')),
  );

function startOf(cursor: string | undefined): Start {
  const [windowAt, windowId, at, id, rank] = fromCursor(cursor, ...START);
  return {
    window: windowAt && windowId ? { capturedAt: windowAt, itemId: windowId } : null,
    match: at && id && rank ? { capturedAt: at, itemId: id, rank: Number(rank) } : null,
  };
}

const withoutWords = (): Problem =>
  new Problem('query-invalid', undefined, [{ pointer: '/q', rule: 'words', detail: 'holds no word to look for' }]);
