import { type Principal, Query, Who } from '@ckm/http';
import { currentThemes, Service, Themes } from '@ckm/service';
import { Controller } from '@nestjs/common';
import type { ClientBase } from 'pg';
import { inTurns } from '../model/in-turns.js';
import { type CurrentAlert, currentAlerts, type Tally } from './current-alerts.js';
import { mentions } from './mentions.view.js';
import { DAY, DAYS, STEP } from './surveillance.js';

interface Emerging {
  themeId: string;
  /** Its name; null where it is not known here yet. */
  theme: string | null;
  /** When it emerged. */
  since: Date;
  /** The end of the 3 days whose items are counted. */
  at: Date;
  /** Items expected in those 3 days. */
  base: number;
  observed: number;
  /** Distinct customers of those observed. */
  customers: number;
}

/** Twice window and baseline: an alert of the last 31 days is always tested against the same, whole baseline. */
const LOOK_BACK = 2 * (DAYS.window + DAYS.baseline) * DAY;

/** Each current theme of an item once. `$4` maps a merged theme to the one that stands for it. */
const MENTIONS = `SELECT DISTINCT item_id, customer_id, occurred_at, coalesce(($4::jsonb ->> id::text)::uuid, id) AS theme
  FROM theme_mention, unnest(theme_ids) AS id WHERE tenant_id = $1 AND occurred_at >= $2 AND occurred_at < $3`;
const TALLIES = `SELECT theme, floor(extract(epoch FROM occurred_at) * 1000 / ${STEP})::int AS step, count(*)::int AS mentions,
    min(customer_id::text) AS first, max(customer_id::text) AS last
  FROM (${MENTIONS}) AS mention GROUP BY theme, step`;
const CUSTOMERS = `SELECT theme, count(DISTINCT customer_id)::int AS customers FROM (${MENTIONS}) AS mention GROUP BY theme`;

@Controller()
export class EmergingRoute {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/themes/emerging',
    role: 'reader',
    summary:
      'The themes of which much more was said in 3 days than in the 28 days before, for as long as that lasts; counted every 6 hours.',
  })
  async list(@Who() { tenantId }: Principal): Promise<{ data: Emerging[] }> {
    const end = Math.floor(this.service.now().getTime() / STEP);
    const { themes, tallies } = await this.service.read([mentions, currentThemes], tenantId, async client => {
      const themes = await Themes.of(client, tenantId);
      return { themes, tallies: await talliesOf(client, tenantId, themes, end) };
    });
    const alerts = await inTurns(currentAlerts(tallies, end));
    if (alerts.length === 0) return { data: [] };
    const customers = await this.service.read([mentions], tenantId, client =>
      customersOf(client, tenantId, themes, end),
    );
    const data = alerts.map(one => shown(one, { themes, end, customers }));
    return { data: data.sort((one, other) => other.since.getTime() - one.since.getTime()) };
  }
}

const shown = (
  { theme, since, base, observed }: CurrentAlert,
  { themes, end, customers }: { themes: Themes; end: number; customers: Map<string, number> },
): Emerging => ({
  themeId: theme,
  theme: themes.nameOf(theme),
  since: new Date(since),
  at: new Date(end * STEP),
  base,
  observed,
  customers: customers.get(theme) ?? 0,
});

async function talliesOf(client: ClientBase, tenantId: string, themes: Themes, end: number): Promise<Tally[]> {
  const values = [tenantId, new Date(end * STEP - LOOK_BACK), new Date(end * STEP), standingFor(themes)];
  return (await client.query<Tally>(TALLIES, values)).rows;
}

async function customersOf(
  client: ClientBase,
  tenantId: string,
  themes: Themes,
  end: number,
): Promise<Map<string, number>> {
  const values = [tenantId, new Date(end * STEP - DAYS.window * DAY), new Date(end * STEP), standingFor(themes)];
  const { rows } = await client.query<{ theme: string; customers: number }>(CUSTOMERS, values);
  return new Map(rows.map(({ theme, customers }) => [theme, customers]));
}

/** Merged theme → the one that stands for it. */
const standingFor = (themes: Themes): Record<string, string> =>
  Object.fromEntries(themes.merged.flat().map(themeId => [themeId, themes.currentOf(themeId)]));
