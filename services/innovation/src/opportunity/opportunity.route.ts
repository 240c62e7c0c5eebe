import { Words } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { CheckedQuery, fromCursor, type Page, pageOf, type Principal, Query, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param, ParseUUIDPipe } from '@nestjs/common';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { evidence } from '../evidence/evidence.view.js';
import { opportunities } from './opportunities.view.js';

export class OpportunitiesQuery {
  @IsOptional() @Words(1, 500) cursor?: string;
  @IsOptional() @IsInt() @Min(1) @Max(100) limit?: number;
}

interface OpportunityRow {
  opportunityId: string;
  /** To the microsecond, for the cursor. */
  place?: string;
}

// Reach is counted from the evidence whenever somebody asks: distinct customers.
const LIST = `SELECT o.opportunity_id AS "opportunityId", o.theme_id AS "themeId", o.title, o.opened_at AS "openedAt", o.opened_at::text AS place,
  count(DISTINCT e.customer_id)::int AS reach, count(e.evidence_id)::int AS evidence
  FROM opportunity o LEFT JOIN evidence e USING (tenant_id, opportunity_id) WHERE o.tenant_id = $1`;
const GROUP = 'GROUP BY o.opportunity_id, o.theme_id, o.title, o.opened_at';
const EVIDENCE = `SELECT evidence_id AS "evidenceId", item_id AS "itemId", customer_id AS "customerId", signal_type AS "signalType", expression,
  json_build_object('start', span_start, 'end', span_end) AS span, words, linked_at AS "linkedAt", erased
  FROM evidence WHERE tenant_id = $1 AND opportunity_id = $2 ORDER BY linked_at, evidence_id`;

@Controller()
export class OpportunityRoutes {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/opportunities',
    role: 'reader',
    summary: 'Opportunities with their reach, newest first.',
    query: OpportunitiesQuery,
  })
  async list(
    @CheckedQuery(OpportunitiesQuery) query: OpportunitiesQuery,
    @Who() { tenantId }: Principal,
  ): Promise<Page<OpportunityRow>> {
    const limit = query.limit ?? 50;
    const place = query.cursor ? fromCursor(query.cursor, 2) : [];
    const before = query.cursor ? 'AND (o.opened_at, o.opportunity_id) < ($2::timestamptz, $3::uuid)' : '';
    const sql = `${LIST} ${before} ${GROUP} ORDER BY o.opened_at DESC, o.opportunity_id DESC LIMIT ${limit + 1}`;
    const rows = await this.ask<OpportunityRow>(tenantId, sql, place);
    const page = pageOf(rows, limit, last => [String(last.place), last.opportunityId]);
    return { ...page, data: page.data.map(row => ({ ...row, place: undefined })) };
  }

  @Query({
    get: '/v1/opportunities/:id',
    role: 'reader',
    summary: 'One opportunity with its evidence, down to the words.',
    problems: [404],
  })
  async get(@Param('id', ParseUUIDPipe) id: string, @Who() { tenantId }: Principal): Promise<{ data: unknown }> {
    const [found] = await this.ask<OpportunityRow>(tenantId, `${LIST} AND o.opportunity_id = $2 ${GROUP}`, [id]);
    if (!found) throw new Rejection('opportunity-not-found');
    return { data: { ...found, place: undefined, evidence: await this.ask(tenantId, EVIDENCE, [id]) } };
  }

  private ask<Row extends object>(tenantId: string, sql: string, values: unknown[]): Promise<Row[]> {
    return this.service.read(
      [opportunities, evidence],
      tenantId,
      async client => (await client.query<Row>(sql, [tenantId, ...values])).rows,
    );
  }
}
