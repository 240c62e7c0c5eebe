import { uuid5 } from '@ckm/privacy';
import type { Service } from '@ckm/service';
import { themeOf, themesOf } from './themes.view.js';

/** Names that differ in nothing else are the same. */
const plain = (name: string): string => name.trim().toLowerCase();

/** The theme of that name, also where it was called otherwise first; null where there is none. */
export async function themeNamed(service: Service, tenantId: string, name: string): Promise<string | null> {
  const themes = await themesOf(service, tenantId);
  return themes.find(theme => plain(theme.name) === plain(name))?.themeId ?? null;
}

/** The id of the theme that is or will be called so. One that was called so first, and is not any more, keeps its own. */
export async function idForName(service: Service, tenantId: string, name: string): Promise<string> {
  const known = await themeNamed(service, tenantId, name);
  for (let nth = 1; known === null; nth += 1) {
    const id = uuid5(tenantId, 'theme', plain(name), ...(nth > 1 ? [String(nth)] : []));
    const theme = await themeOf(service, tenantId, id);
    if (theme === null || plain(theme.name) === plain(name)) return id;
  }
  return known;
}
