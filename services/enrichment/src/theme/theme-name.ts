import type { EventName } from '@ckm/contracts';
import { command, Rejection } from '@ckm/event-sourcing';
import type { EventStore, Handled } from '@ckm/event-store';
import { readUpTo } from '@ckm/messaging';
import { uuid5 } from '@ckm/privacy';
import { type CurrentTheme, currentThemes, type Service, Themes } from '@ckm/service';
import { plain } from './theme.decider.js';
import { type KnownTheme, themeOf } from './themes.view.js';

interface Namesake {
  themeId: string;
  isMerged: boolean;
}

/** Who is called so, as far as the log was read for it. */
interface Named {
  named: Namesake[];
  upto: bigint;
}

/** The themes of that name, also where they were called otherwise first: those that stand for themselves before those that were merged. */
export async function namesakes(service: Service, tenantId: string, name: string): Promise<Named> {
  const { themes, upto } = await themesNow(service, tenantId);
  const current = new Themes(themes);
  const named = themes
    .filter(theme => theme.name !== null && plain(theme.name) === plain(name))
    .map(({ themeId }) => ({ themeId, isMerged: current.currentOf(themeId) !== themeId }))
    .sort((one, other) => Number(one.isMerged) - Number(other.isMerged));
  return { named, upto };
}

const NAMING = Object.keys(currentThemes.on) as EventName[];
const AT_ONCE = 10_000;

/** Also what the view has not heard of yet: a name that was given a moment ago is taken. */
async function themesNow(service: Service, tenantId: string): Promise<{ themes: CurrentTheme[]; upto: bigint }> {
  const { upto, of } = await service.transaction(client => readUpTo(client, currentThemes));
  const themes = new Map((await themesShown(service, tenantId)).map(theme => [theme.themeId, theme]));
  const head = await service.events.head();
  for (const themeId of await namedWithin(service, tenantId, [BigInt(of[tenantId] ?? upto), head])) {
    const theme = await themeOf(service, tenantId, themeId);
    if (theme) themes.set(themeId, { themeId, ...theme });
  }
  return { themes: [...themes.values()], upto: head };
}

const SHOWN = `SELECT theme_id AS "themeId", name, merged_into AS "mergedInto" FROM current_theme WHERE tenant_id = $1 ORDER BY name, theme_id`;

const themesShown = (service: Service, tenantId: string): Promise<CurrentTheme[]> =>
  service.read([currentThemes], tenantId, async client => (await client.query<CurrentTheme>(SHOWN, [tenantId])).rows);

/** The themes that something happened to between two positions of the log. */
async function namedWithin(
  { events }: Service,
  tenantId: string,
  [from, upto]: [from: bigint, upto: bigint],
): Promise<Set<string>> {
  const named = new Set<string>();
  for (let after = from; after < upto; after += BigInt(AT_ONCE))
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
): Promise<{ themeId: string; known: KnownTheme | null; upto: bigint }> {
  const { named, upto } = await namesakes(service, tenantId, name);
  const themeId = named[0]?.themeId ?? (await newIdFor(service, tenantId, name));
  const known = await themeOf(service, tenantId, themeId);
  if (known?.mergedInto)
    throw new Rejection('theme-merged', `${themeId} was merged into ${known.mergedInto}: unmerge it.`);
  return { themeId, known, upto };
}

/** One that was called so first, and is not any more, keeps its own id. */
async function newIdFor(service: Service, tenantId: string, name: string): Promise<string> {
  for (let nth = 1; ; nth += 1) {
    const id = uuid5(tenantId, 'theme', plain(name), ...(nth > 1 ? [String(nth)] : []));
    const theme = await themeOf(service, tenantId, id);
    if (theme === null || plain(theme.name) === plain(name)) return id;
  }
}

const GIVEN = `SELECT stream_id AS "themeId", data ->> 'name' AS name FROM events
  WHERE position > $1 AND tenant_id = $2 AND type = 'ThemeDescribed'`;

/**
 * Writes what gives a name, all of it or nothing.
 * @param themeId the theme that gets it
 * @param upto so far was looked who is called so
 * @throws Rejection `theme-name-taken` where another theme was called so since
 */
export const giveName = <T>(
  service: Service,
  { tenantId, themeId, name, upto }: { tenantId: string; themeId: string; name: string; upto: bigint },
  give: (handle: EventStore['handle']) => Promise<T>,
): Promise<T> =>
  service.transaction(async client => {
    const given = await give(async (context, decider, streamId, content) => {
      const handling = command(decider, streamId, content);
      const [outcome] = await service.events.handleAll(client, [{ context, handling }]);
      if (outcome instanceof Rejection) throw outcome;
      return outcome as Handled<never>;
    });
    // The log is locked by now: nobody gives a name between this look and the commit.
    const { rows } = await client.query<{ themeId: string; name: string }>(GIVEN, [upto, tenantId]);
    if (rows.some(one => one.themeId !== themeId && plain(one.name) === plain(name)))
      throw new Rejection('theme-name-taken');
    return given;
  });
