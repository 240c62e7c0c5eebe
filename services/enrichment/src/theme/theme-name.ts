import { uuid5 } from '@ckm/privacy';
import type { Service } from '@ckm/service';
import { themeOf, themesOf } from './themes.view.js';

/** Names that differ in nothing else are the same. */
const plain = (name: string): string => name.trim().toLowerCase();

interface Namesake {
  themeId: string;
  isMerged: boolean;
}

/** The themes of that name, also where they were called otherwise first: those that stand for themselves before those that were merged. */
export async function namesakes(service: Service, tenantId: string, name: string): Promise<Namesake[]> {
  const themes = await themesOf(service, tenantId);
  const all = [
    ...themes.map(theme => ({ ...theme, isMerged: false })),
    ...themes.flatMap(({ merged }) => merged.map(theme => ({ ...theme, isMerged: true }))),
  ];
  return all.filter(theme => plain(theme.name) === plain(name)).map(({ themeId, isMerged }) => ({ themeId, isMerged }));
}

/** The id of the theme that is or will be called so. One that was called so first, and is not any more, keeps its own. */
export async function idForName(service: Service, tenantId: string, name: string): Promise<string> {
  const [known] = await namesakes(service, tenantId, name);
  for (let nth = 1; !known; nth += 1) {
    const id = uuid5(tenantId, 'theme', plain(name), ...(nth > 1 ? [String(nth)] : []));
    const theme = await themeOf(service, tenantId, id);
    if (theme === null || plain(theme.name) === plain(name)) return id;
  }
  return known.themeId;
}
