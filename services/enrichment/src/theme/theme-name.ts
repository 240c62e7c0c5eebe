import type { EventName } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { readUpTo } from '@ckm/messaging';
import { uuid5 } from '@ckm/privacy';
import { type CurrentTheme, currentThemes, type Service, Themes } from '@ckm/service';
import { type KnownTheme, themeOf } from './themes.view.js';

/** Names that differ in nothing else are the same. */
const plain = (name: string): string => name.trim().toLowerCase();

interface Namesake {
  themeId: string;
  isMerged: boolean;
}

/** The themes of that name, also where they were called otherwise first: those that stand for themselves before those that were merged. */
export async function namesakes(service: Service, tenantId: string, name: string): Promise<Namesake[]> {
  const themes = await themesNow(service, tenantId);
  const current = new Themes(themes);
  return themes
    .filter(theme => theme.name !== null && plain(theme.name) === plain(name))
    .map(({ themeId }) => ({ themeId, isMerged: current.currentOf(themeId) !== themeId }))
    .sort((one, other) => Number(one.isMerged) - Number(other.isMerged));
}

const NAMING = Object.keys(currentThemes.on) as EventName[];
const AT_ONCE = 10_000;

/** Also what the view has not heard of yet: a name that was given a moment ago is taken. */
async function themesNow(service: Service, tenantId: string): Promise<CurrentTheme[]> {
  const { upto, of } = await service.transaction(client => readUpTo(client, currentThemes));
  const themes = new Map((await themesShown(service, tenantId)).map(theme => [theme.themeId, theme]));
  for (const themeId of await namedAfter(service, tenantId, BigInt(of[tenantId] ?? upto))) {
    const theme = await themeOf(service, tenantId, themeId);
    if (theme) themes.set(themeId, { themeId, ...theme });
  }
  return [...themes.values()];
}

const SHOWN = `SELECT theme_id AS "themeId", name, merged_into AS "mergedInto" FROM current_theme WHERE tenant_id = $1 ORDER BY name, theme_id`;

const themesShown = (service: Service, tenantId: string): Promise<CurrentTheme[]> =>
  service.read([currentThemes], tenantId, async client => (await client.query<CurrentTheme>(SHOWN, [tenantId])).rows);

/** The themes that something happened to behind a position of the log. */
async function namedAfter({ events }: Service, tenantId: string, position: bigint): Promise<Set<string>> {
  const head = await events.head();
  const named = new Set<string>();
  for (let after = position; after < head; after += BigInt(AT_ONCE))
    for (const event of await events.readLog(after, AT_ONCE, NAMING))
      if (event.tenantId === tenantId && NAMING.includes(event.type)) named.add(event.streamId);
  return named;
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
