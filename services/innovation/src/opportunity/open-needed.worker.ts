import { type Service, startWorker, type Worker } from '@ckm/service';
import { startSpan } from '@ckm/telemetry';
import type { ClientBase } from 'pg';
import { IS_WITHDRAWN } from '../evidence/evidence.view.js';
import { GATHERED } from './gathered.js';
import { history } from './history.view.js';
import { type NeededTheme, neededThemes } from './needed-themes.js';
import { openOpportunity } from './opportunity.decider.js';
import { opportunities } from './opportunities.view.js';
import { VOICE_VIEWS } from './voices.js';

const LOOK_EVERY_MS = 500;
const ACTOR = 'system:open-needed';

/** A theme that enough customers need opens its opportunity: whatever made them enough, a reading, a correction or a merger. */
export const openNeeded = (service: Service): Worker =>
  startWorker(service, 'open-needed', () => openAllNeeded(service).then(() => false), LOOK_EVERY_MS);

export async function openAllNeeded(service: Service): Promise<void> {
  if (service.isBuilding([...VOICE_VIEWS, opportunities, history])) return;
  for (const theme of await service.transaction(neededThemes)) await open(service, theme);
}

async function open(service: Service, theme: NeededTheme): Promise<void> {
  const { tenantId, themeId, name, opportunityId, kin } = theme;
  // The view may not show yet what was opened a moment ago.
  const known = await Promise.all(kin.map(id => service.events.readStream(tenantId, id)));
  if (known.some(events => events.length > 0)) return;
  const { cause, itemIds } = await service.transaction(client => whyOf(client, theme));
  const span = startSpan('open', { parent: cause.traceparent });
  const context = { tenantId, actor: ACTOR, now: service.now(), ...cause, traceparent: span.traceparent };
  const opening = { opportunityId, themeId, title: name, itemIds };
  await service.events.handle(context, openOpportunity, opportunityId, opening);
  span.end();
}

interface Cause {
  causationId: string;
  correlationId: string;
  traceparent: string | null;
}

const CAUSE = `SELECT e.event_id AS "causationId", e.meta ->> 'correlationId' AS "correlationId", e.meta ->> 'traceparent' AS traceparent
  FROM opportunity_history h JOIN events e ON e.position = h.position
  WHERE h.tenant_id = $1 AND h.opportunity_id = ANY ($2::uuid[]) AND h.event = 'EvidenceLinked' ORDER BY h.position DESC LIMIT 1`;
const ITEMS = `SELECT DISTINCT ON (e.customer_id) e.item_id AS "itemId"
  FROM (SELECT $1::text AS tenant_id, $3::uuid AS opportunity_id) AS o CROSS JOIN LATERAL ${GATHERED} AS e
  WHERE stance = 'SUPPORTS' AND NOT ${IS_WITHDRAWN} ORDER BY e.customer_id, e.linked_at, e.evidence_id`;

/** The evidence that came last, and an item of each customer. */
async function whyOf(
  client: ClientBase,
  { tenantId, opportunityId, kin }: NeededTheme,
): Promise<{ cause: Cause; itemIds: string[] }> {
  const cause = await client.query<Cause>(CAUSE, [tenantId, kin]);
  const items = await client.query<{ itemId: string }>(ITEMS, [tenantId, { [opportunityId]: kin }, opportunityId]);
  return { cause: cause.rows[0]!, itemIds: items.rows.map(({ itemId }) => itemId) };
}
