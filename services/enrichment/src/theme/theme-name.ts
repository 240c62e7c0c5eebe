import type { EventName } from '@ckm/contracts';
import { command, Rejection } from '@ckm/event-sourcing';
import type { EventStore, Handled } from '@ckm/event-store';
import type { Principal } from '@ckm/http';
import { lowWatermark } from '@ckm/messaging';
import { uuid5 } from '@ckm/privacy';
import { type CurrentTheme, currentThemes, type Service, Themes } from '@ckm/service';
import { type KnownTheme, themeOf } from './themes.view.js';

interface Namesake {
  themeId: string;
  isMerged: boolean;
}

interface Namesakes {
  namesakes: Namesake[];
  /** The position of the log up to which names are known. */
  upto: bigint;
}

/** What looks the same, in any case, is the same name in this form. */
export const normalisedName = (name: string): string =>
  name
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** The themes that have the name now: first those that are not merged, and of these that which is written the same. */
export async function namesakesOf(service: Service, tenantId: string, name: string): Promise<Namesakes> {
  const { themes, upto } = await themesNow(service, tenantId);
  const current = new Themes(themes);
  const namesakes = themes
    .filter(theme => theme.name !== null && normalisedName(theme.name) === normalisedName(name))
    .sort((one, other) => Number(one.name !== name) - Number(other.name !== name))
    .map(({ themeId }) => ({ themeId, isMerged: current.currentOf(themeId) !== themeId }))
    .sort((one, other) => Number(one.isMerged) - Number(other.isMerged));
  return { namesakes, upto };
}

const NAMING = Object.keys(currentThemes.on) as EventName[];
const BATCH = 10_000;

/** The view, and what the log has beyond it: a name that was given a moment ago is taken already. */
async function themesNow(service: Service, tenantId: string): Promise<{ themes: CurrentTheme[]; upto: bigint }> {
  const { position, byTenant } = await service.transaction(client => lowWatermark(client, currentThemes));
  const themes = new Map((await themesShown(service, tenantId)).map(theme => [theme.themeId, theme]));
  const head = await service.events.head();
  for (const themeId of await changedWithin(service, tenantId, [BigInt(byTenant[tenantId] ?? position), head])) {
    const theme = await themeOf(service, tenantId, themeId);
    if (theme) themes.set(themeId, { themeId, ...theme });
  }
  return { themes: [...themes.values()], upto: head };
}

const SHOWN = `SELECT theme_id AS "themeId", name, merged_into AS "mergedInto" FROM current_theme WHERE tenant_id = $1 ORDER BY name, theme_id`;

const themesShown = (service: Service, tenantId: string): Promise<CurrentTheme[]> =>
  service.read([currentThemes], tenantId, async client => (await client.query<CurrentTheme>(SHOWN, [tenantId])).rows);

/** The themes with events that may change a name, between two positions of the log. */
async function changedWithin(
  { events }: Service,
  tenantId: string,
  [from, upto]: [from: bigint, upto: bigint],
): Promise<Set<string>> {
  const changed = new Set<string>();
  for (let after = from; after < upto; after += BigInt(BATCH))
    for (const event of await events.readLog(after, BATCH, NAMING))
      if (event.tenantId === tenantId && NAMING.includes(event.type)) changed.add(event.streamId);
  return changed;
}

export interface NamedTheme {
  themeId: string;
  /** Null where there is none yet. */
  known: KnownTheme | null;
  /** The same request made it before, as its Idempotency-Key tells. */
  isRepeat: boolean;
  /** The position of the log up to which names are known. */
  upto: bigint;
}

/**
 * The theme that has the name, or that the same request made before, or the id for a new one.
 * @throws Rejection `theme-merged` where it was merged into another, so that nobody would see a change of it
 */
export async function themeForName(service: Service, principal: Principal, name: string): Promise<NamedTheme> {
  const { tenantId, keyed } = principal;
  const { namesakes, upto } = await namesakesOf(service, tenantId, name);
  const ownId = keyed && service.newId(principal, 'theme');
  const made = ownId && (await themeOf(service, tenantId, ownId));
  if (made) return { themeId: ownId, known: made, isRepeat: true, upto };
  const themeId = namesakes[0]?.themeId ?? ownId ?? (await newIdFor(service, tenantId, name));
  return { themeId, known: await unmergedTheme(service, tenantId, themeId), isRepeat: false, upto };
}

async function unmergedTheme(service: Service, tenantId: string, themeId: string): Promise<KnownTheme | null> {
  const theme = await themeOf(service, tenantId, themeId);
  if (theme?.mergedInto)
    throw new Rejection('theme-merged', `${themeId} was merged into ${theme.mergedInto}: unmerge it.`);
  return theme;
}

/** Derived from the name; with a number where the theme with that id was renamed since. */
async function newIdFor(service: Service, tenantId: string, name: string): Promise<string> {
  for (let nth = 1; ; nth += 1) {
    const id = uuid5(tenantId, 'theme', normalisedName(name), ...(nth > 1 ? [String(nth)] : []));
    const theme = await themeOf(service, tenantId, id);
    if (theme === null || normalisedName(theme.name) === normalisedName(name)) return id;
  }
}

const NAMES_SINCE = `SELECT stream_id AS "themeId", data ->> 'name' AS name FROM events
  WHERE position > $1 AND tenant_id = $2 AND type = 'ThemeDescribed'`;

/**
 * Writes, in one transaction, events that give a theme its name, unless another theme got that name in the meantime.
 * @param themeId the theme that gets the name
 * @param upto the position of the log up to which the name was found to be free
 * @param write what is to be written, by the given `handle`
 * @throws Rejection `theme-name-taken`
 */
export const claimName = <T>(
  service: Service,
  { tenantId, themeId, name, upto }: { tenantId: string; themeId: string; name: string; upto: bigint },
  write: (handle: EventStore['handle']) => Promise<T>,
): Promise<T> =>
  service.transaction(async client => {
    const written = await write(async (context, decider, streamId, content) => {
      const handling = command(decider, streamId, content);
      const [outcome] = await service.events.handleAll(client, [{ context, handling }]);
      if (outcome instanceof Rejection) throw outcome;
      return outcome as Handled<never>;
    });
    // The log is locked by now, so that nobody can give a name between this query and the commit.
    const { rows } = await client.query<{ themeId: string; name: string }>(NAMES_SINCE, [upto, tenantId]);
    if (rows.some(one => one.themeId !== themeId && normalisedName(one.name) === normalisedName(name)))
      throw new Rejection('theme-name-taken');
    return written;
  });
