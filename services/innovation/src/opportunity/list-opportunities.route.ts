import { isInstant, OPPORTUNITY_KINDS, type OpportunityKind, type Stage, STAGES } from '@ckm/contracts';
import {
  CheckedQuery,
  cursorInstant,
  isCount,
  isId,
  type Page,
  pageAfter,
  PageQuery,
  type Part,
  type Principal,
  Query,
  Who,
} from '@ckm/http';
import { Service, Themes } from '@ckm/service';
import { Controller } from '@nestjs/common';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import type { ClientBase } from 'pg';
import { ASKED, askedValues, mergedOpportunities } from './gathered-evidence.js';
import { opportunities, type Opportunity } from './opportunities.view.js';
import { themeNow, type ThemeNow } from './theme-now.js';
import { VOICE_VIEWS, VOICES, type Voices } from './voices.js';

const SORTS = ['newest', 'reach'] as const;
type Sort = (typeof SORTS)[number];

export class OpportunitiesQuery extends PageQuery {
  @IsOptional() @IsIn(STAGES) stage?: Stage;
  @IsOptional() @IsUUID() theme?: string;
  @IsOptional() @IsIn(OPPORTUNITY_KINDS) kind?: OpportunityKind;
  /** Only opportunities with at least this reach. */
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000) minReach?: number;
  /** `newest` by default. */
  @IsOptional() @IsIn(SORTS) sort?: Sort;
}

interface Row extends Opportunity, ThemeNow, Voices {
  /** For the cursor. */
  place?: string[];
}

interface Order {
  by: string;
  /** SQL: what a row puts into the cursor of the next page. */
  place: string;
  /** SQL condition: rows after the cursor. */
  after: string;
  /** How the parts of a cursor are checked. */
  parts: Part[];
  /** Whether it orders by the counts, so that all opportunities must be counted before any is known to be on the page. */
  isByCount: boolean;
}

const OPENED = cursorInstant('o.opened_at');

const ORDERS: Record<Sort, Order> = {
  newest: {
    by: 'o.opened_at DESC, o.opportunity_id DESC',
    place: `json_build_array(${OPENED}, o.opportunity_id)`,
    after: '(o.opened_at, o.opportunity_id) < (?::timestamptz, ?::uuid)',
    parts: [isInstant, isId],
    isByCount: false,
  },
  reach: {
    by: 'v.reach DESC, o.opened_at DESC, o.opportunity_id DESC',
    place: `json_build_array(v.reach::text, ${OPENED}, o.opportunity_id)`,
    after: '(v.reach, o.opened_at, o.opportunity_id) < (?::bigint, ?::timestamptz, ?::uuid)',
    parts: [isCount, isInstant, isId],
    isByCount: true,
  },
};

const COLUMNS = `o.opportunity_id AS "opportunityId", o.title, o.description, o.kind, o.stage, o.theme_id AS "themeId",
  v.reach, v.evidence, v.support, o.opened_at AS "openedAt"`;
const COUNTED = `${ASKED} ${VOICES} JOIN opportunity o ON o.tenant_id = asked.tenant_id AND o.opportunity_id = v.opportunity_id`;
// Counting many opportunities reads whole tables: at this cost of random access the planner does not go through an index row by row. JIT
// would compile the query each time.
const PLANNER_SETTINGS = 'SET LOCAL random_page_cost = 4; SET LOCAL jit = off';
/** When too few of the opportunities counted so far have enough reach, the next chunk is this many times as large. */
const GROWTH = 10;

@Controller()
export class ListOpportunities {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/opportunities',
    role: 'reader',
    summary:
      'Opportunities with their reach: the distinct customers whose evidence supports them or to whom they matter.',
    query: OpportunitiesQuery,
  })
  list(
    @CheckedQuery(OpportunitiesQuery) query: OpportunitiesQuery,
    @Who() { tenantId }: Principal,
  ): Promise<Page<Row>> {
    const order = ORDERS[query.sort ?? 'newest'];
    return pageAfter(query, order.parts, (place, most) =>
      this.service.read([opportunities, ...VOICE_VIEWS], tenantId, async client => {
        const themes = await Themes.of(client, tenantId);
        const merged = mergedOpportunities(themes, tenantId);
        const after: Condition[] = place.length > 0 ? [[order.after, ...place]] : [];
        const [own, counted] = order.isByCount ? [[], after] : [after, []];
        const filters: Condition[] = [['o.tenant_id = ?', tenantId], ...filtersOf(query, themes), ...own];
        const ids = await idsOf(client, filters, query.minReach || order.isByCount ? 'ALL' : most);
        await client.query(PLANNER_SETTINGS);
        const rows: Row[] = [];
        for (const chunk of chunksOf(ids, order, most)) {
          const values: unknown[] = [tenantId, ...askedValues(chunk, merged)];
          const where = whereOf([['v.reach >= ?', query.minReach ?? 0], ...counted], values);
          const sql = `SELECT ${COLUMNS}, ${order.place} AS place FROM ${COUNTED} ${where} ORDER BY ${order.by} LIMIT ${most}`;
          rows.push(...(await client.query<Row>(sql, values)).rows);
          if (rows.length >= most) break;
        }
        return rows.slice(0, most).map(row => ({ ...row, ...themeNow(themes, row.themeId) }));
      }),
    );
  }
}

type Condition = [sql: string, ...given: unknown[]];

const filtersOf = ({ stage, theme, kind }: OpportunitiesQuery, themes: Themes): Condition[] => [
  ['o.stage = ?', stage],
  ['o.theme_id = ANY (?::uuid[])', theme && themes.kinOf(theme.toLowerCase())],
  ['o.kind = ?', kind],
];

/** A WHERE clause of the conditions whose values are all given. @param values the statement's parameters, to which theirs are appended */
function whereOf(conditions: Condition[], values: unknown[]): string {
  const meant = conditions.filter(([, ...given]) => !given.includes(undefined));
  return `WHERE ${meant.map(([sql, ...given]) => sql.replace(/\?/g, () => `$${values.push(given.shift())}`)).join(' AND ')}`;
}

/** The newest first. */
async function idsOf(client: ClientBase, conditions: Condition[], most: number | 'ALL'): Promise<string[]> {
  const values: unknown[] = [];
  const sql = `SELECT o.opportunity_id AS id FROM opportunity o ${whereOf(conditions, values)} ORDER BY ${ORDERS.newest.by} LIMIT ${most}`;
  return (await client.query<{ id: string }>(sql, values)).rows.map(({ id }) => id);
}

/** All at once where the order depends on the counts, otherwise growing chunks of the newest. */
function* chunksOf(ids: string[], { isByCount }: Order, most: number): Generator<string[]> {
  for (let from = 0, size = isByCount ? ids.length : most; from < ids.length; from += size, size *= GROWTH)
    yield ids.slice(from, from + size);
}
