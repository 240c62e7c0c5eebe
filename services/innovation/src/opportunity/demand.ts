import type { Signal } from '@ckm/contracts';
import { domainEvent } from '@ckm/event-sourcing';
import { uuid5 } from '@ckm/privacy';
import { currentThemes, type Service, Themes } from '@ckm/service';
import type { ClientBase } from 'pg';
import { evidence, STANDS } from '../evidence/evidence.view.js';
import { evidenceIdOf, needsIn, opportunityIdOf } from '../evidence/need.js';
import { readItem } from '../item/read-item.view.js';
import { withdrawnItem } from '../item/withdrawn-item.view.js';
import { emergence, type Noted } from './emergence.decider.js';

export const emergenceIdOf = (tenantId: string, themeId: string): string => uuid5(tenantId, 'emergence', themeId);

/** What was noted of a theme so far. */
export async function notedOf({ events }: Service, tenantId: string, themeId: string): Promise<Noted[]> {
  const history = await events.readStream(tenantId, emergenceIdOf(tenantId, themeId));
  return history.reduce((noted, event) => emergence.evolve(noted, domainEvent(event) as never), emergence.initialState);
}

export const themesNow = (service: Service, tenantId: string): Promise<Themes> =>
  service.read([currentThemes], tenantId, client => Themes.of(client, tenantId));

interface Read extends Noted {
  /** Null once the customer was forgotten. */
  signals: Signal[] | null;
  evidenceIds: string[];
  withdrawn: boolean;
}

const READ = `SELECT item_id AS "itemId", customer_id AS "customerId", signals, evidence_ids AS "evidenceIds", withdrawn_at IS NOT NULL AS withdrawn
  FROM read_item LEFT JOIN withdrawn_item USING (tenant_id, item_id) WHERE tenant_id = $1 AND item_id = ANY ($2::uuid[])`;
const SPEAKING = `SELECT DISTINCT customer_id AS id FROM evidence e WHERE tenant_id = $1 AND opportunity_id = ANY ($2::uuid[]) AND ${STANDS}
  AND NOT EXISTS (SELECT FROM withdrawn_item w WHERE w.tenant_id = e.tenant_id AND w.item_id = e.item_id)`;

/**
 * Of items that were noted, those that do not speak for the theme as it is now, nor does anything else that their customers said. What was read
 * in an item stands in the view before its demand is noted: one commit holds both. While the view is being built nobody knows of any.
 */
export async function goneFrom(
  service: Service,
  tenantId: string,
  { themeId, itemIds }: { themeId: string; itemIds: string[] },
): Promise<string[]> {
  const views = [readItem, withdrawnItem, evidence, currentThemes];
  if (service.isBuilding(views)) return [];
  return service.read(views, tenantId, async client => {
    const kin = (await Themes.of(client, tenantId)).kinOf(themeId);
    const about = kin.map(one => opportunityIdOf(tenantId, { themeId: one }));
    const { rows } = await client.query<Read>(READ, [tenantId, itemIds]);
    const silent = rows.filter(item => item.withdrawn || !speaks(tenantId, item, about));
    const speaking = silent.length > 0 ? await speakingFor(client, tenantId, about) : new Set();
    return silent.filter(({ customerId }) => !speaking.has(customerId)).map(({ itemId }) => itemId);
  });
}

async function speakingFor(client: ClientBase, tenantId: string, about: string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(SPEAKING, [tenantId, about]);
  return new Set(rows.map(({ id }) => id));
}

/** What a forgotten person said still counts. */
const speaks = (tenantId: string, { itemId, signals, evidenceIds }: Read, about: string[]): boolean =>
  signals === null ||
  needsIn({ signals }).some(({ type, span }) =>
    about.some(opportunityId =>
      evidenceIds.includes(evidenceIdOf(tenantId, { opportunityId, itemId, signalType: type, span })),
    ),
  );
