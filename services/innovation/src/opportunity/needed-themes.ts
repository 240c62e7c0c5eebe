import { CUSTOMERS_TO_OPEN } from '@ckm/contracts';
import { prepared } from '@ckm/event-store';
import { type CurrentTheme, Themes } from '@ckm/service';
import type { ClientBase } from 'pg';
import { opportunityIdOf } from '../evidence/need.js';
import { type Gathered, gatheredBy } from './gathered.js';
import { VOICES } from './voices.js';

/** A theme without an opportunity that could have one. */
export interface NeededTheme {
  tenantId: string;
  themeId: string;
  name: string;
  opportunityId: string;
  /** Under which its evidence and that of the themes that are one with it gathers. */
  kin: string[];
}

type Row = CurrentTheme & { tenantId: string; isOpen: boolean };

const THEMES = `SELECT t.tenant_id AS "tenantId", t.theme_id AS "themeId", t.name, t.merged_into AS "mergedInto",
    EXISTS (SELECT FROM opportunity o WHERE o.tenant_id = t.tenant_id AND o.theme_id = t.theme_id AND o.kind IS NULL) AS "isOpen"
  FROM current_theme t ORDER BY t.tenant_id, t.theme_id`;
const REACHED = `SELECT o.opportunity_id AS id FROM jsonb_to_recordset($1::jsonb) AS o (tenant_id text, opportunity_id uuid) ${VOICES}
  WHERE v.reach >= ${CUSTOMERS_TO_OPEN}`;

/** Those that enough customers of their tenants need, of all tenants. @param client of the writer */
export async function neededThemes(client: ClientBase): Promise<NeededTheme[]> {
  const { rows } = await client.query<Row>(prepared(THEMES, []));
  const tenants = [...new Set(rows.map(({ tenantId }) => tenantId))];
  const found = tenants.map(tenantId =>
    unopened(
      tenantId,
      rows.filter(row => row.tenantId === tenantId),
    ),
  );
  const themes = found.flatMap(one => one.themes);
  if (themes.length === 0) return [];
  const asked = themes.map(({ tenantId, opportunityId }) => ({ tenant_id: tenantId, opportunity_id: opportunityId }));
  const gathered = Object.assign({}, ...found.map(one => one.gathered)) as Gathered;
  const reached = await client.query<{ id: string }>(prepared(REACHED, [JSON.stringify(asked), gathered]));
  const ids = new Set(reached.rows.map(({ id }) => id));
  return themes.filter(({ opportunityId }) => ids.has(opportunityId));
}

/** Of themes that are one, the one that stands for them, where none of them has opened its opportunity. */
function unopened(tenantId: string, rows: Row[]): { themes: NeededTheme[]; gathered: Gathered } {
  const all = new Themes(rows);
  const gathered = gatheredBy(all, tenantId);
  const open = new Set(rows.filter(({ isOpen }) => isOpen).map(({ themeId }) => all.currentOf(themeId)));
  const themes = rows
    .filter(({ themeId }) => all.currentOf(themeId) === themeId && !open.has(themeId))
    .flatMap(({ themeId, name }) => {
      if (name === null) return [];
      const opportunityId = opportunityIdOf(tenantId, { themeId });
      return [{ tenantId, themeId, name, opportunityId, kin: gathered[opportunityId] ?? [opportunityId] }];
    });
  return { themes, gathered };
}
