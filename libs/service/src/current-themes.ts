import type { ThemeMatch } from '@ckm/contracts';
import { upsert, view } from '@ckm/event-sourcing';
import type { ClientBase } from 'pg';

/** What each theme is called now, and into which it was merged: each service that names themes has its own. */
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
  /** Null where it is not known here yet. */
  name: string | null;
  mergedInto: string | null;
}

const ALL = `SELECT theme_id AS "themeId", name, merged_into AS "mergedInto" FROM current_theme WHERE tenant_id = $1 ORDER BY theme_id`;

/** A tenant's themes as they are now, whatever they were when items were matched with them. */
export class Themes {
  private readonly known: ReadonlyMap<string, CurrentTheme>;
  private readonly kin = new Map<string, string[]>();

  constructor(themes: CurrentTheme[]) {
    this.known = new Map(themes.map(theme => [theme.themeId, theme]));
    for (const { themeId } of themes) {
      const current = this.currentOf(themeId);
      // What it was merged into may not be heard of yet.
      this.kin.set(current, [...new Set([...(this.kin.get(current) ?? [current]), themeId])]);
    }
  }

  /** @param client reads `currentThemes` */
  static async of(client: ClientBase, tenantId: string): Promise<Themes> {
    return new Themes((await client.query<CurrentTheme>(ALL, [tenantId])).rows);
  }

  /** The theme that stands for it: itself where it was never merged. */
  currentOf(themeId: string): string {
    const seen: string[] = [];
    for (let at = themeId; ;) {
      seen.push(at);
      const into = this.known.get(at)?.mergedInto;
      if (!into) return at;
      // Two that were merged into each other at the same moment are one.
      if (seen.includes(into)) return [...seen.slice(seen.indexOf(into))].sort()[0]!;
      at = into;
    }
  }

  /** All themes that are one with it, itself among them. */
  kinOf(themeId: string): string[] {
    return this.kin.get(this.currentOf(themeId)) ?? [themeId];
  }

  /** Those that are one, of all that are not alone. */
  get merged(): string[][] {
    return [...this.kin.values()].filter(kin => kin.length > 1);
  }

  nameOf(themeId: string): string | null {
    return this.known.get(this.currentOf(themeId))?.name ?? null;
  }

  /** What was matched, as it is called now; each theme once, with the confidence of the best. */
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
