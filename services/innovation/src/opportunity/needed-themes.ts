import { CUSTOMERS_TO_OPEN } from '@ckm/contracts';
import { grouped } from '@ckm/event-sourcing';
import { prepared } from '@ckm/event-store';
import { type CurrentTheme, Themes } from '@ckm/service';
import type { ClientBase } from 'pg';
import { opportunityIdOf } from '../evidence/need.js';
import { askedFor, type Gathered } from './gathered.js';
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

/** What is found is looked at no more: so many at once. */
const AT_ONCE = 20;
// Of very many most are open: one that is, and was merged into none, keeps nothing from being opened but itself.
const THEMES = `SELECT * FROM (
    SELECT t.tenant_id AS "tenantId", t.theme_id AS "themeId", t.name, t.merged_into AS "mergedInto",
      EXISTS (SELECT FROM opportunity o WHERE o.tenant_id = t.tenant_id AND o.theme_id = t.theme_id AND o.kind IS NULL) AS "isOpen"
    FROM current_theme t) AS theme
  WHERE "mergedInto" IS NOT NULL OR NOT "isOpen" ORDER BY "tenantId", "themeId"`;
const REACHED = `SELECT v.opportunity_id AS id
  FROM jsonb_to_recordset($1::jsonb) AS asked (tenant_id text, alone uuid[], owners uuid[], members uuid[]) ${VOICES}
  WHERE v.reach >= ${CUSTOMERS_TO_OPEN} ORDER BY v.reach DESC LIMIT ${AT_ONCE}`;
// For each theme its own evidence alone is looked at, of which it has little as long as it lacks an opportunity; and compiled it would be anew each time.
const PLANNED = 'SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL jit = off';

/** Of all tenants, some of those that enough customers need. @param client of the writer */
export async function neededThemes(client: ClientBase): Promise<NeededTheme[]> {
  const known = (await client.query<Row>(prepared(THEMES, []))).rows;
  const tenants = grouped(known, ({ tenantId }) => tenantId);
  const themes = [...tenants].flatMap(([tenantId, rows]) => unopened(tenantId, rows));
  if (themes.length === 0) return [];
  const asked = themes.map(theme => {
    const [alone, owners, members] = askedFor([theme.opportunityId], gatheredFor(theme));
    return { tenant_id: theme.tenantId, alone, owners, members };
  });
  await client.query(PLANNED);
  const { rows } = await client.query<{ id: string }>(prepared(REACHED, [JSON.stringify(asked)]));
  const reached = new Set(rows.map(({ id }) => id));
  return themes.filter(({ opportunityId }) => reached.has(opportunityId));
}

/** As of a theme that has its opportunity. */
export const gatheredFor = ({ opportunityId, kin }: NeededTheme): Gathered =>
  kin.length > 1 ? { [opportunityId]: kin } : {};

/** Of themes that are one, the one that stands for them, where none of them has opened its opportunity. */
function unopened(tenantId: string, rows: Row[]): NeededTheme[] {
  const all = new Themes(rows);
  const open = new Set(rows.filter(({ isOpen }) => isOpen).map(({ themeId }) => all.currentOf(themeId)));
  const idOf = (themeId: string): string => opportunityIdOf(tenantId, { themeId });
  return rows.flatMap(({ themeId, name }) =>
    name === null || open.has(themeId) || all.currentOf(themeId) !== themeId
      ? []
      : [{ tenantId, themeId, name, opportunityId: idOf(themeId), kin: all.kinOf(themeId).map(idOf) }],
  );
}
