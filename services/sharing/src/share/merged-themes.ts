import { prepared } from '@ckm/event-store';
import { type CurrentTheme, Themes } from '@ckm/service';
import type { ClientBase } from 'pg';

const MERGED = `SELECT tenant_id AS "tenantId", theme_id AS "themeId", name, merged_into AS "mergedInto" FROM current_theme
  WHERE merged_into IS NOT NULL`;

/** Tenant → theme → itself and all themes merged with it; only of themes that were merged. */
export async function mergedThemes(client: ClientBase): Promise<Record<string, Record<string, string[]>>> {
  const { rows } = await client.query<CurrentTheme & { tenantId: string }>(prepared(MERGED, []));
  const tenants = [...new Set(rows.map(({ tenantId }) => tenantId))];
  return Object.fromEntries(tenants.map(tenant => [tenant, kinIn(rows.filter(({ tenantId }) => tenantId === tenant))]));
}

const kinIn = (rows: CurrentTheme[]): Record<string, string[]> =>
  Object.fromEntries(new Themes(rows).merged.flatMap(kin => kin.map(one => [one, kin])));
