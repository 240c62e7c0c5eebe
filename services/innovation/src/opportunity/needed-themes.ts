import { CUSTOMERS_TO_OPEN } from '@ckm/contracts';
import { grouped } from '@ckm/event-sourcing';
import { prepared } from '@ckm/event-store';
import { type CurrentTheme, Themes } from '@ckm/service';
import type { ClientBase } from 'pg';
import { opportunityIdOf } from '../evidence/need.js';
import { askedValues, type MergedOpportunities } from './gathered-evidence.js';
import { VOICES } from './voices.js';

/** A theme that has no opportunity of its own yet. */
export interface NeededTheme {
  tenantId: string;
  themeId: string;
  name: string;
  opportunityId: string;
  /** The ids of the opportunities, open or not, of this theme and of those merged with it: their evidence counts together. */
  kin: string[];
}

type Row = CurrentTheme & { tenantId: string; isOpen: boolean };

/** Most themes that are returned at once: those that were opened are not found again. */
const AT_ONCE = 20;
// Most of very many themes have an opportunity: such a theme matters here only where it was merged into another.
const THEMES = `SELECT * FROM (
    SELECT t.tenant_id AS "tenantId", t.theme_id AS "themeId", t.name, t.merged_into AS "mergedInto",
      EXISTS (SELECT FROM opportunity o WHERE o.tenant_id = t.tenant_id AND o.theme_id = t.theme_id AND o.kind IS NULL) AS "isOpen"
    FROM current_theme t) AS theme
  WHERE "mergedInto" IS NOT NULL OR NOT "isOpen" ORDER BY "tenantId", "themeId"`;
const REACHED = `SELECT v.opportunity_id AS id
  FROM jsonb_to_recordset($1::jsonb) AS asked (tenant_id text, alone uuid[], owners uuid[], members uuid[]) ${VOICES}
  WHERE v.reach >= ${CUSTOMERS_TO_OPEN} ORDER BY v.reach DESC LIMIT ${AT_ONCE}`;
// Nested loops read only the evidence of each theme, which has little as long as it lacks an opportunity. JIT would compile the query each
// time.
const PLANNER_SETTINGS = 'SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL jit = off';

/**
 * Some themes, of all tenants, that enough customers need and that lack an opportunity.
 * @param client of the writer, which sees all tenants
 */
export async function neededThemes(client: ClientBase): Promise<NeededTheme[]> {
  const known = (await client.query<Row>(prepared(THEMES, []))).rows;
  const tenants = grouped(known, ({ tenantId }) => tenantId);
  const themes = [...tenants].flatMap(([tenantId, rows]) => unopened(tenantId, rows));
  if (themes.length === 0) return [];
  const asked = themes.map(theme => {
    const [alone, owners, members] = askedValues([theme.opportunityId], mergedOpportunitiesOf(theme));
    return { tenant_id: theme.tenantId, alone, owners, members };
  });
  await client.query(PLANNER_SETTINGS);
  const { rows } = await client.query<{ id: string }>(prepared(REACHED, [JSON.stringify(asked)]));
  const reached = new Set(rows.map(({ id }) => id));
  return themes.filter(({ opportunityId }) => reached.has(opportunityId));
}

/** As `mergedOpportunities`, for a theme whose opportunity is not open yet. */
export const mergedOpportunitiesOf = ({ opportunityId, kin }: NeededTheme): MergedOpportunities =>
  kin.length > 1 ? { [opportunityId]: kin } : {};

/** Of each group of merged themes the current one, where no theme of the group has an opportunity yet. */
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
