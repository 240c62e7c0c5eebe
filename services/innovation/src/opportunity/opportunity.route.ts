import { IdPipe, type Principal, Query, Who } from '@ckm/http';
import { Service, Themes } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { ASKED, askedValues, MERGED_EVIDENCE, mergedOpportunities, unmergedEvidence } from './gathered-evidence.js';
import { history } from './history.view.js';
import { opportunityOf } from './opportunities.view.js';
import { REACHABLE } from './stage.js';
import { themeNow } from './theme-now.js';
import { VOICE_VIEWS, VOICES, type Voices } from './voices.js';

/** Entries of each list; the counts are of all. */
const MOST = 1_000;

const COUNTS = `SELECT v.reach, v.support FROM ${ASKED} ${VOICES}`;
// Evidence of a withdrawn item is listed without its words.
const evidenceIn = (
  gathered: string,
): string => `SELECT evidence_id AS "evidenceId", e.item_id AS "itemId", customer_id AS "customerId", signal_type AS "signalType", expression,
    stance, json_build_object('start', span_start, 'end', span_end) AS span, CASE WHEN withdrawn_at IS NULL THEN words END AS words,
    linked_at AS "linkedAt", erased, withdrawn_at IS NOT NULL AS withdrawn
  FROM ${ASKED} CROSS JOIN LATERAL (${gathered}) AS e LEFT JOIN withdrawn_item w ON w.tenant_id = e.tenant_id AND w.item_id = e.item_id
  ORDER BY linked_at DESC, evidence_id LIMIT ${MOST}`;
// In this form PostgreSQL reads an index from the newest on, and stops at the limit.
const OWN_LIST = evidenceIn(unmergedEvidence('= asked.alone[1]'));
const MERGED_LIST = evidenceIn(MERGED_EVIDENCE);
const SUPPORTERS = `SELECT customer_id AS "customerId", importance, supported_at AS at FROM supporter
  WHERE tenant_id = $1 AND opportunity_id = $2 ORDER BY importance DESC, supported_at DESC, customer_id LIMIT ${MOST}`;
// Of merged opportunities also the events of their evidence, without those that this opportunity has too. Where there are too many events,
// those of interpretation are left out first.
const HISTORY = `SELECT at, actor, event, stage, "customerId", importance, "itemId", stance, reason FROM (
    SELECT position, at, actor, event, stage, customer_id AS "customerId", importance, item_id AS "itemId", stance, reason
    FROM opportunity_history h WHERE tenant_id = $1 AND (opportunity_id = $2 OR opportunity_id = ANY ($3::uuid[]) AND item_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM opportunity_history here
        WHERE here.tenant_id = $1 AND here.opportunity_id = $2 AND here.item_id = h.item_id AND here.event = h.event))
    ORDER BY event = 'EvidenceLinked' AND stance IS NULL, position DESC LIMIT ${MOST}
  ) AS told ORDER BY position DESC`;

@Controller()
export class OpportunityRoute {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/opportunities/:id',
    role: 'reader',
    summary: `One opportunity: its evidence down to the words, who supports it, and its history; newest first, at most ${MOST} of each.`,
    problems: [404],
  })
  async get(@Param('id', IdPipe) id: string, @Who() { tenantId }: Principal): Promise<{ data: unknown }> {
    const opportunity = await opportunityOf(this.service, tenantId, id);
    const told = await this.service.read([...VOICE_VIEWS, history], tenantId, async client => {
      const ask = async <Row extends object>(sql: string, values: unknown[] = [tenantId, id]): Promise<Row[]> =>
        (await client.query<Row>(sql, values)).rows;
      const themes = await Themes.of(client, tenantId);
      const merged = mergedOpportunities(themes, tenantId);
      const asked = [tenantId, ...askedValues([id], merged)];
      const [counts] = await ask<Voices>(COUNTS, asked);
      return {
        ...themeNow(themes, opportunity.themeId),
        ...counts,
        evidence: await ask(merged[id] ? MERGED_LIST : OWN_LIST, asked),
        supporters: await ask(SUPPORTERS),
        history: await ask(HISTORY, [tenantId, id, merged[id] ?? []]),
      };
    });
    return { data: { ...opportunity, reachable: REACHABLE[opportunity.stage], ...told } };
  }
}
