import { CUSTOMERS_TO_OPEN } from '@ckm/contracts';
import { type Service, startWorker, type Worker } from '@ckm/service';
import { startSpan } from '@ckm/telemetry';
import type { ClientBase } from 'pg';
import { IS_WITHDRAWN } from '../evidence/evidence.view.js';
import { ASKED, askedFor, GATHERED } from './gathered.js';
import { history } from './history.view.js';
import { gatheredFor, type NeededTheme, neededThemes } from './needed-themes.js';
import { openOpportunity } from './opportunity.decider.js';
import { opportunities } from './opportunities.view.js';
import { VOICE_VIEWS } from './voices.js';

const VIEWS = [...VOICE_VIEWS, opportunities, history];
const LOOK_EVERY_MS = 500;
const ACTOR = 'system:open-needed';

/** A theme that enough customers need opens its opportunity: whatever made them enough, a reading, a correction or a merger. */
export function openNeeded(service: Service): Worker {
  let done = '';
  return startWorker(
    service,
    'open-needed',
    async () => {
      const read = await service.transaction(howFarRead);
      if (read === done || service.isBuilding(VIEWS)) return false;
      const isMore = await openSomeNeeded(service);
      if (!isMore) done = read;
      return isMore;
    },
    LOOK_EVERY_MS,
  );
}

const READ = `SELECT concat((SELECT sum(next_offset) FROM checkpoint), ' ', (SELECT count(*) FROM parked)) AS read`;

/** Another one whenever a view has learnt anything, from its topics or by a redrive. */
async function howFarRead(client: ClientBase): Promise<string> {
  return (await client.query<{ read: string }>(READ)).rows[0]!.read;
}

/** @returns whether there may be more. Throws what kept one of them from being opened, when the others are */
export async function openSomeNeeded(service: Service): Promise<boolean> {
  let opened = 0;
  const failures: unknown[] = [];
  for (const theme of await service.transaction(neededThemes))
    await open(service, theme).then(
      isOpen => (opened += Number(isOpen)),
      error => failures.push(error),
    );
  if (failures.length > 0) throw failures[0];
  return opened > 0;
}

/** @returns whether it is open now, and was not before */
async function open(service: Service, theme: NeededTheme): Promise<boolean> {
  const { tenantId, themeId, name, opportunityId, kin } = theme;
  // The view may not show yet what was opened a moment ago.
  const known = await Promise.all(kin.map(id => service.events.readStream(tenantId, id)));
  if (known.some(events => events.length > 0)) return false;
  const why = await service.transaction(client => whyOf(client, theme));
  if (why === null) return false;
  const span = startSpan('open', { parent: why.cause.traceparent });
  const context = { tenantId, actor: ACTOR, now: service.now(), ...why.cause, traceparent: span.traceparent };
  const opening = { opportunityId, themeId, title: name, itemIds: why.itemIds };
  await service.events.handle(context, openOpportunity, opportunityId, opening).finally(() => span.end());
  return true;
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
  FROM ${ASKED} CROSS JOIN LATERAL ${GATHERED} AS e
  WHERE stance = 'SUPPORTS' AND NOT ${IS_WITHDRAWN} ORDER BY e.customer_id, e.linked_at, e.evidence_id LIMIT ${CUSTOMERS_TO_OPEN}`;

/** The evidence that came last, and an item of each customer who is needed; null where there are not enough any more. */
async function whyOf(client: ClientBase, theme: NeededTheme): Promise<{ cause: Cause; itemIds: string[] } | null> {
  const { tenantId, opportunityId, kin } = theme;
  const [cause] = (await client.query<Cause>(CAUSE, [tenantId, kin])).rows;
  const asked = askedFor([opportunityId], gatheredFor(theme));
  const items = await client.query<{ itemId: string }>(ITEMS, [tenantId, ...asked]);
  if (!cause || items.rows.length < CUSTOMERS_TO_OPEN) return null;
  return { cause, itemIds: items.rows.map(({ itemId }) => itemId) };
}
