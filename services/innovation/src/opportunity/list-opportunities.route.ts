import { isInstant, OPPORTUNITY_KINDS, type OpportunityKind, type Stage, STAGES } from '@ckm/contracts';
import {
  CheckedQuery,
  cursorInstant,
  fromCursor,
  isCount,
  isId,
  type Page,
  pageOf,
  PageQuery,
  type Part,
  type Principal,
  Query,
  Who,
} from '@ckm/http';
import { Service, Themes } from '@ckm/service';
import { Controller } from '@nestjs/common';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { gatheredBy } from './gathered.js';
import { opportunities, type Opportunity } from './opportunities.view.js';
import { themeNow, type ThemeNow } from './theme-now.js';
import { VOICE_VIEWS, VOICES, type Voices } from './voices.js';

const SORTS = ['newest', 'reach'] as const;
type Sort = (typeof SORTS)[number];

export class OpportunitiesQuery extends PageQuery {
  @IsOptional() @IsIn(STAGES) stage?: Stage;
  @IsOptional() @IsUUID() theme?: string;
  @IsOptional() @IsIn(OPPORTUNITY_KINDS) kind?: OpportunityKind;
  /** At least so many distinct customers. */
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000) minReach?: number;
  /** `newest` where none is given. */
  @IsOptional() @IsIn(SORTS) sort?: Sort;
}

interface Row extends Opportunity, ThemeNow, Voices {
  /** `openedAt` to the microsecond, for the cursor. */
  place?: string;
}

interface Order {
  by: string;
  /** What of the last row says where the next page begins. */
  place: (last: Row) => string[];
  after: string;
  /** What a cursor must bring back. */
  parts: Part[];
}

const ORDERS: Record<Sort, Order> = {
  newest: {
    by: 'o.opened_at DESC, o.opportunity_id DESC',
    place: last => [String(last.place), last.opportunityId],
    after: '(o.opened_at, o.opportunity_id) < (?::timestamptz, ?::uuid)',
    parts: [isInstant, isId],
  },
  reach: {
    by: 'v.reach DESC, o.opened_at DESC, o.opportunity_id DESC',
    place: last => [String(last.reach), String(last.place), last.opportunityId],
    after: '(v.reach, o.opened_at, o.opportunity_id) < (?::bigint, ?::timestamptz, ?::uuid)',
    parts: [isCount, isInstant, isId],
  },
};

const ROWS = `SELECT o.opportunity_id AS "opportunityId", o.title, o.description, o.kind, o.stage, o.theme_id AS "themeId",
  v.reach, v.evidence, v.support, o.opened_at AS "openedAt",
  ${cursorInstant('o.opened_at')} AS place FROM opportunity o ${VOICES}`;

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
  async list(
    @CheckedQuery(OpportunitiesQuery) query: OpportunitiesQuery,
    @Who() { tenantId }: Principal,
  ): Promise<Page<Row>> {
    const limit = query.limit ?? 50;
    const order = ORDERS[query.sort ?? 'newest'];
    const rows = await this.service.read([opportunities, ...VOICE_VIEWS], tenantId, async client => {
      const themes = await Themes.of(client, tenantId);
      const { conditions, values } = filtersOf(query, [tenantId, gatheredBy(themes, tenantId)], { order, themes });
      const sql = `${ROWS} WHERE ${conditions.join(' AND ')} ORDER BY ${order.by} LIMIT ${limit + 1}`;
      const { rows } = await client.query<Row>(sql, values);
      return rows.map(row => ({ ...row, ...themeNow(themes, row.themeId) }));
    });
    const page = pageOf(rows, limit, order.place);
    return { ...page, data: page.data.map(row => ({ ...row, place: undefined })) };
  }
}

function filtersOf(
  query: OpportunitiesQuery,
  values: unknown[],
  { order, themes }: { order: Order; themes: Themes },
): { conditions: string[]; values: unknown[] } {
  const conditions = ['o.tenant_id = $1'];
  const where = (condition: string, ...given: unknown[]): void => {
    if (given.some(value => value === undefined)) return;
    conditions.push(condition.replace(/\?/g, () => `$${values.push(given.shift())}`));
  };
  where('o.stage = ?', query.stage);
  where('o.theme_id = ANY (?::uuid[])', query.theme && themes.kinOf(query.theme.toLowerCase()));
  where('o.kind = ?', query.kind);
  where('v.reach >= ?', query.minReach);
  if (query.cursor) where(order.after, ...fromCursor(query.cursor, ...order.parts));
  return { conditions, values };
}
