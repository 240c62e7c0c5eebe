import { CheckedQuery, isId, type Page, pageAfter, PageQuery, type Principal, Query, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller } from '@nestjs/common';
import { journey } from './journey.view.js';

interface Orphan {
  itemId: string;
  eventId: string;
  service: string;
  type: string;
  recordedAt: Date;
  /** The places that it may have been sent to. */
  sentTo: string[];
  /** For the cursor. */
  place?: string[];
}

/** Events whose cause is in no log, and everything that followed from them. */
const ORPHANS = `
  WITH RECURSIVE orphan AS (
    SELECT e.* FROM item_journey e LEFT JOIN item_journey cause ON cause.tenant_id = e.tenant_id AND cause.event_id = e.cause_id
    WHERE e.tenant_id = $1 AND e.causation_id IS NOT NULL AND cause.event_id IS NULL
    UNION
    -- Orphans are few: what was made of each is looked up.
    SELECT e.* FROM orphan, LATERAL (SELECT * FROM item_journey WHERE tenant_id = $1 AND cause_id = orphan.event_id OFFSET 0) e)
  SELECT item_id AS "itemId", event_id AS "eventId", service, type, recorded_at AS "recordedAt", ARRAY(
      SELECT place FROM sent WHERE sent.tenant_id = $1 AND delivery_id = stream_id ORDER BY at, place) AS "sentTo",
    json_build_array(item_id, event_id) AS place
  FROM orphan WHERE (item_id, event_id) > ($2, $3) ORDER BY item_id, event_id LIMIT $4`;
const FIRST = '00000000-0000-0000-0000-000000000000';

@Controller()
export class OrphansRoute {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/ops/orphans',
    role: 'steward',
    summary:
      'What was made of events that no log holds any more, as after a restore of an older one, and where it was sent.',
    query: PageQuery,
  })
  list(@CheckedQuery(PageQuery) query: PageQuery, @Who() { tenantId }: Principal): Promise<Page<Orphan>> {
    return pageAfter(query, [isId, isId], ([itemId = FIRST, eventId = FIRST], most) =>
      this.service.read(
        [journey],
        tenantId,
        async client => (await client.query<Orphan>(ORPHANS, [tenantId, itemId, eventId, most])).rows,
      ),
    );
  }
}
