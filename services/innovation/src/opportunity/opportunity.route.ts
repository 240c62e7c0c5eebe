import { type Principal, Query, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param, ParseUUIDPipe } from '@nestjs/common';
import { STANDS } from '../evidence/evidence.view.js';
import { history } from './history.view.js';
import { opportunityOf } from './opportunities.view.js';
import { REACHABLE } from './stage.js';
import { VOICE_VIEWS, VOICES, type Voices } from './voices.js';

/** More than anybody reads; the counts tell how many there are. */
const MOST = 1_000;

const COUNTS = `SELECT v.reach, v.support FROM (SELECT $1::text AS tenant_id, $2::uuid AS opportunity_id) AS o ${VOICES}`;
// What was withdrawn is named, and said no more.
const EVIDENCE = `SELECT evidence_id AS "evidenceId", item_id AS "itemId", customer_id AS "customerId", signal_type AS "signalType", expression,
  stance, json_build_object('start', span_start, 'end', span_end) AS span, CASE WHEN withdrawn_at IS NULL THEN words END AS words,
  linked_at AS "linkedAt", erased, withdrawn_at IS NOT NULL AS withdrawn
  FROM evidence e LEFT JOIN withdrawn_item USING (tenant_id, item_id)
  WHERE tenant_id = $1 AND opportunity_id = $2 AND ${STANDS} ORDER BY linked_at DESC, evidence_id LIMIT ${MOST}`;
const SUPPORTERS = `SELECT customer_id AS "customerId", importance, supported_at AS at FROM supporter
  WHERE tenant_id = $1 AND opportunity_id = $2 ORDER BY importance DESC, supported_at DESC, customer_id LIMIT ${MOST}`;
// Where there is too much to tell, what people decided is told before what was read.
const HISTORY = `SELECT at, actor, event, stage, "customerId", importance, "itemId", stance, reason FROM (
    SELECT position, at, actor, event, stage, customer_id AS "customerId", importance, item_id AS "itemId", stance, reason
    FROM opportunity_history WHERE tenant_id = $1 AND opportunity_id = $2 ORDER BY item_id IS NULL DESC, position DESC LIMIT ${MOST}
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
  async get(@Param('id', ParseUUIDPipe) id: string, @Who() { tenantId }: Principal): Promise<{ data: unknown }> {
    const opportunity = await opportunityOf(this.service, tenantId, id);
    const told = await this.service.read([...VOICE_VIEWS, history], tenantId, async client => {
      const ask = async <Row extends object>(sql: string): Promise<Row[]> =>
        (await client.query<Row>(sql, [tenantId, id])).rows;
      const [counts] = await ask<Voices>(COUNTS);
      return {
        ...counts,
        evidence: await ask(EVIDENCE),
        supporters: await ask(SUPPORTERS),
        history: await ask(HISTORY),
      };
    });
    return { data: { ...opportunity, reachable: REACHABLE[opportunity.stage], ...told } };
  }
}
