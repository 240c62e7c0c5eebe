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
  /** For the cursor. */
  place?: string[];
}

interface Order {
  by: string;
  /** What of a row says where the page behind it begins. */
  place: string;
  after: string;
  /** What a cursor must bring back. */
  parts: Part[];
}

const OPENED = cursorInstant('o.opened_at');

const ORDERS: Record<Sort, Order> = {
  newest: {
    by: 'o.opened_at DESC, o.opportunity_id DESC',
    place: `json_build_array(${OPENED}, o.opportunity_id)`,
    after: '(o.opened_at, o.opportunity_id) < (?::timestamptz, ?::uuid)',
    parts: [isInstant, isId],
  },
  reach: {
    by: 'v.reach DESC, o.opened_at DESC, o.opportunity_id DESC',
    place: `json_build_array(v.reach::text, ${OPENED}, o.opportunity_id)`,
    after: '(v.reach, o.opened_at, o.opportunity_id) < (?::bigint, ?::timestamptz, ?::uuid)',
    parts: [isCount, isInstant, isId],
  },
};

const COLUMNS = `o.opportunity_id AS "opportunityId", o.title, o.description, o.kind, o.stage, o.theme_id AS "themeId",
  v.reach, v.evidence, v.support, o.opened_at AS "openedAt"`;

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
        const behind = place.length > 0 ? [order.after, ...place] : [];
        const { conditions, values } = filtersOf(query, [tenantId, gatheredBy(themes, tenantId)], { behind, themes });
        const sql = `SELECT ${COLUMNS}, ${order.place} AS place FROM opportunity o ${VOICES}
          WHERE ${conditions.join(' AND ')} ORDER BY ${order.by} LIMIT ${most}`;
        const { rows } = await client.query<Row>(sql, values);
        return rows.map(row => ({ ...row, ...themeNow(themes, row.themeId) }));
      }),
    );
  }
}

function filtersOf(
  query: OpportunitiesQuery,
  values: unknown[],
  { behind, themes }: { behind: string[]; themes: Themes },
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
  const [after, ...place] = behind;
  if (after) where(after, ...place);
  return { conditions, values };
}
