import type { ThemeMatch } from '@ckm/contracts';
import { upsert, view } from '@ckm/event-sourcing';
import { Problem } from '@ckm/http';
import type { ClientBase } from 'pg';
import type { Service } from './service.js';

/** The current name of each theme, and the theme it was merged into. Each service that names themes has this view of its own. */
export const currentThemes = view({
  name: 'current_theme',
  version: 1,
  columns: { theme_id: 'uuid', name: 'text', merged_into: 'uuid' },
  key: ['theme_id'],
  on: {
    ThemeDescribed: ({ data }) => upsert({ theme_id: data.themeId }, { name: data.name }),
    ThemeMerged: ({ data }) => upsert({ theme_id: data.themeId }, { merged_into: data.intoThemeId }),
    ThemeParted: ({ data }) => upsert({ theme_id: data.themeId }, { merged_into: null }),
  },
});

export interface CurrentTheme {
  themeId: string;
  /** Null while the event that names it has not come here. */
  name: string | null;
  mergedInto: string | null;
}

const ALL = `SELECT theme_id AS "themeId", name, merged_into AS "mergedInto" FROM current_theme WHERE tenant_id = $1 ORDER BY theme_id`;

/** A tenant's themes with their current names and merges, for matches that were made under earlier ones. */
export class Themes {
  private readonly known: ReadonlyMap<string, CurrentTheme>;
  private readonly kin = new Map<string, string[]>();

  constructor(themes: CurrentTheme[]) {
    this.known = new Map(themes.map(theme => [theme.themeId, theme]));
    for (const { themeId } of themes) {
      const current = this.currentOf(themeId);
      // The theme that it was merged into may not be known here yet.
      this.kin.set(current, [...new Set([...(this.kin.get(current) ?? [current]), themeId])]);
    }
  }

  /** @param client sees the view `currentThemes` */
  static async of(client: ClientBase, tenantId: string): Promise<Themes> {
    return new Themes((await client.query<CurrentTheme>(ALL, [tenantId])).rows);
  }

  /** The theme at the end of its chain of merges; itself when it is not merged. */
  currentOf(themeId: string): string {
    const seen: string[] = [];
    for (let at = themeId; ;) {
      seen.push(at);
      const into = this.known.get(at)?.mergedInto;
      if (!into) return at;
      // Two themes that were merged into each other at the same moment form a circle: the one with the lowest id stands for all of it.
      if (seen.includes(into)) return [...seen.slice(seen.indexOf(into))].sort()[0]!;
      at = into;
    }
  }

  /** All themes that are merged with it, itself included. */
  kinOf(themeId: string): string[] {
    return this.kin.get(this.currentOf(themeId)) ?? [themeId];
  }

  /** The groups of merged themes, each with at least two. */
  get merged(): string[][] {
    return [...this.kin.values()].filter(kin => kin.length > 1);
  }

  nameOf(themeId: string): string | null {
    return this.known.get(this.currentOf(themeId))?.name ?? null;
  }

  /** Matches under the current themes and names, best first: each theme once, with the highest confidence of those merged into it. */
  shown(matches: ThemeMatch[]): ThemeMatch[] {
    const shown = new Map<string, ThemeMatch>();
    for (const { themeId, theme, confidence } of matches) {
      const current = this.currentOf(themeId);
      const best = Math.max(confidence, shown.get(current)?.confidence ?? 0);
      shown.set(current, { themeId: current, theme: this.nameOf(themeId) ?? theme, confidence: best });
    }
    return [...shown.values()].sort((one, other) => other.confidence - one.confidence);
  }
}

/** @param pointer where it stands in the request @throws Problem `theme-unknown` */
export async function mustBeTheme(service: Service, tenantId: string, themeId: string, pointer: string): Promise<void> {
  const themes = await service.read([currentThemes], tenantId, client => Themes.of(client, tenantId));
  if (themes.nameOf(themeId) !== null) return;
  const detail = `${themeId} is no theme that is known here: /v1/themes lists them. A new one is known in a moment.`;
  throw new Problem('theme-unknown', detail, [{ pointer, rule: 'theme', detail }]);
}
