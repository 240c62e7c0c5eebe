import type { Example } from '@ckm/contracts';
import { grouped, Rejection, rowsOf, upsert, view } from '@ckm/event-sourcing';
import { type Principal, Query, Who } from '@ckm/http';
import { type CurrentTheme, currentThemes, Service, Themes } from '@ckm/service';
import { Controller } from '@nestjs/common';

interface ThemeRow {
  themeId: string;
  name: string;
  description: string;
  examples: Example[];
  /** The themes that were merged into it. */
  merged: Pick<ThemeRow, 'themeId' | 'name' | 'description'>[];
}

export const themes = view({
  name: 'theme',
  version: 1,
  columns: { theme_id: 'uuid', name: 'text', description: 'text', examples: 'jsonb', described_at: 'timestamptz' },
  key: ['theme_id'],
  on: {
    ThemeDescribed: ({ data, recordedAt }) =>
      upsert(
        { theme_id: data.themeId },
        { name: data.name, description: data.description, examples: data.examples, described_at: recordedAt },
      ),
  },
});

type Stored = Omit<ThemeRow, 'merged'>;

const ALL = `SELECT theme_id AS "themeId", name, description, examples FROM theme WHERE tenant_id = $1 ORDER BY name, theme_id`;

/** The themes that are not merged into another, by name, each with the examples of those that were merged into it. */
export const themesOf = (service: Service, tenantId: string): Promise<ThemeRow[]> =>
  service.read([themes, currentThemes], tenantId, async client => {
    const { rows } = await client.query<Stored>(ALL, [tenantId]);
    const current = await Themes.of(client, tenantId);
    const kin = grouped(rows, ({ themeId }) => current.currentOf(themeId));
    return rows
      .filter(({ themeId }) => current.currentOf(themeId) === themeId)
      .map(theme => withKin(theme, kin.get(theme.themeId)!));
  });

function withKin(theme: Stored, kin: Stored[]): ThemeRow {
  const merged = kin.filter(({ themeId }) => themeId !== theme.themeId);
  return {
    ...theme,
    examples: [theme, ...merged].flatMap(({ examples }) => examples),
    merged: merged.map(({ themeId, name, description }) => ({ themeId, name, description })),
  };
}

export interface KnownTheme extends Pick<CurrentTheme, 'mergedInto'> {
  name: string;
}

/** Folded from its own stream, and so up to date right after a command. Null where there is no such theme. */
export async function themeOf(service: Service, tenantId: string, themeId: string): Promise<KnownTheme | null> {
  const [row] = rowsOf(currentThemes, await service.events.readStream(tenantId, themeId));
  return row ? { name: row.name as string, mergedInto: (row.merged_into as string | undefined) ?? null } : null;
}

/** @throws Rejection `theme-not-found`, also for the id of something else */
export async function knownTheme(...of: Parameters<typeof themeOf>): Promise<KnownTheme> {
  const theme = await themeOf(...of);
  if (!theme) throw new Rejection('theme-not-found');
  return theme;
}

@Controller()
export class ThemesRoute {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/themes',
    role: 'reader',
    summary: 'The themes of this tenant, with their examples and what was merged into them.',
  })
  async list(@Who() { tenantId }: Principal): Promise<{ data: ThemeRow[]; page: { next: null } }> {
    return { data: await themesOf(this.service, tenantId), page: { next: null } };
  }
}
