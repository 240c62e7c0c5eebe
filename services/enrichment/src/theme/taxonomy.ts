import type { Service } from '@ckm/service';
import type { ThemeDefinition } from '../language/interpreter.js';
import { examplesOf } from './theme-examples.view.js';
import { themesOf } from './themes.view.js';

/** So long a tenant's themes are not asked for again: much shorter than an item's way here, much longer than its reading. */
const FRESH_MS = 50;

export type Taxonomy = (tenantId: string) => Promise<readonly ThemeDefinition[]>;

/** The tenant's themes as they are now, with what people said that customers mean by them. The same array as before while nothing changed: what is derived from it is kept by identity. */
export function taxonomyOf(service: Service): Taxonomy {
  const known = new Map<string, { themes: readonly ThemeDefinition[]; content: string; readAt: number }>();
  return async tenantId => {
    const now = service.now().getTime();
    const before = known.get(tenantId);
    if (before && now - before.readAt < FRESH_MS) return before.themes;
    const read = await definitionsOf(service, tenantId);
    const content = JSON.stringify(read);
    const themes = before?.content === content ? before.themes : read;
    known.set(tenantId, { themes, content, readAt: now });
    return themes;
  };
}

async function definitionsOf(service: Service, tenantId: string): Promise<ThemeDefinition[]> {
  const [themes, said] = await Promise.all([themesOf(service, tenantId), examplesOf(service, tenantId)]);
  return themes.map(({ merged, ...theme }) => {
    const kin = [theme.themeId, ...merged.map(({ themeId }) => themeId)];
    return { ...theme, examples: [...theme.examples, ...kin.flatMap(themeId => said.get(themeId) ?? [])] };
  });
}
