import { CUSTOMERS_TO_OPEN } from '@ckm/contracts';
import { type Service, startWorker, type Worker } from '@ckm/service';
import { startSpan } from '@ckm/telemetry';
import type { ClientBase } from 'pg';
import { IS_WITHDRAWN } from '../evidence/evidence.view.js';
import { ASKED, askedValues, GATHERED_EVIDENCE } from './gathered-evidence.js';
import { history } from './history.view.js';
import { mergedOpportunitiesOf, type NeededTheme, neededThemes } from './needed-themes.js';
import { openOpportunity } from './opportunity.decider.js';
import { opportunities } from './opportunities.view.js';
import { VOICE_VIEWS } from './voices.js';

const VIEWS = [...VOICE_VIEWS, opportunities, history];
const LOOK_EVERY_MS = 500;
const ACTOR = 'system:open-needed';

/** Opens the opportunity of each theme that enough customers need, whether an interpretation, a correction or a merger made them enough. */
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
    { everyMs: LOOK_EVERY_MS },
  );
}

const READ = 'SELECT concat(sum(extract(epoch FROM moved_at))) AS read FROM checkpoint';

/** A value that changes whenever a view has applied anything, from its topics or by a redrive. */
async function howFarRead(client: ClientBase): Promise<string> {
  return (await client.query<{ read: string }>(READ)).rows[0]!.read;
}

/** @returns whether there may be more @throws the first error, after it has tried all of them */
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

/** @returns whether this opened it */
async function open(service: Service, theme: NeededTheme): Promise<boolean> {
  const { tenantId, themeId, name, opportunityId, kin } = theme;
  // From the streams: the view may not show yet what was opened a moment ago.
  const known = await Promise.all(kin.map(id => service.events.readStream(tenantId, id)));
  if (known.some(events => events.length > 0)) return false;
  const reason = await service.transaction(client => reasonOf(client, theme));
  if (reason === null) return false;
  const span = startSpan('open', { parent: reason.cause.traceparent });
  const context = { tenantId, actor: ACTOR, now: service.now(), ...reason.cause, traceparent: span.traceparent };
  const opening = { opportunityId, themeId, title: name, itemIds: reason.itemIds };
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
  FROM ${ASKED} CROSS JOIN LATERAL ${GATHERED_EVIDENCE} AS e
  WHERE stance = 'SUPPORTS' AND NOT ${IS_WITHDRAWN} ORDER BY e.customer_id, e.linked_at, e.evidence_id LIMIT ${CUSTOMERS_TO_OPEN}`;

/** The latest evidence, and one item of each customer that it takes; null where there are no longer enough. */
async function reasonOf(client: ClientBase, theme: NeededTheme): Promise<{ cause: Cause; itemIds: string[] } | null> {
  const { tenantId, opportunityId, kin } = theme;
  const [cause] = (await client.query<Cause>(CAUSE, [tenantId, kin])).rows;
  const asked = askedValues([opportunityId], mergedOpportunitiesOf(theme));
  const items = await client.query<{ itemId: string }>(ITEMS, [tenantId, ...asked]);
  if (!cause || items.rows.length < CUSTOMERS_TO_OPEN) return null;
  return { cause, itemIds: items.rows.map(({ itemId }) => itemId) };
}
