import { Rejection } from '@ckm/event-sourcing';
import { uuid5 } from '@ckm/privacy';
import type { Service } from '@ckm/service';
import { type KnownTheme, themeOf, themesOf } from './themes.view.js';

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

/**
 * The theme that is called so, or the id of the one that will be: then nobody is known yet.
 * @throws Rejection `theme-merged` where it was merged into another: what is done to it nobody would see
 */
export async function themeToName(
  service: Service,
  tenantId: string,
  name: string,
): Promise<{ themeId: string; known: KnownTheme | null }> {
  const themeId = await idForName(service, tenantId, name);
  const known = await themeOf(service, tenantId, themeId);
  if (known?.mergedInto)
    throw new Rejection('theme-merged', `${themeId} was merged into ${known.mergedInto}: unmerge it.`);
  return { themeId, known };
}

/** One that was called so first, and is not any more, keeps its own id. */
async function idForName(service: Service, tenantId: string, name: string): Promise<string> {
  const [known] = await namesakes(service, tenantId, name);
  for (let nth = 1; !known; nth += 1) {
    const id = uuid5(tenantId, 'theme', plain(name), ...(nth > 1 ? [String(nth)] : []));
    const theme = await themeOf(service, tenantId, id);
    if (theme === null || plain(theme.name) === plain(name)) return id;
  }
  return known.themeId;
}
