import type { ThemeMatch } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { currentThemes, type Service, Themes } from '@ckm/service';
import { type Corrections, NO_CORRECTIONS } from '../interpretation/corrections.js';
import { interpretationIdOf } from '../interpretation/identity.js';
import { type Said, saidIn } from '../interpretation/said.js';

/** The correction that puts an item under another theme. */
export interface Moved {
  streamId: string;
  context: Pick<Said, 'keyIds'>;
  correction: Corrections;
}

export interface Move {
  itemId: string;
  /** The theme, and those that are one with it. */
  kin: string[];
  themeId: string;
  newThemeId: string;
  name: string;
}

export const kinOf = (service: Service, tenantId: string, themeId: string): Promise<string[]> =>
  service.read([currentThemes], tenantId, async client => (await Themes.of(client, tenantId)).kinOf(themeId));

/** @throws Rejection `item-elsewhere` for an item that is not of the theme; what `saidIn` throws */
export async function movedItem(service: Service, tenantId: string, move: Move): Promise<Moved> {
  const { keyIds } = await saidIn(service, tenantId, move.itemId);
  const streamId = interpretationIdOf(tenantId, move.itemId);
  const read = (await service.events.readStream(tenantId, streamId)).findLast(one => one.type === 'ItemInterpreted');
  if (read?.type !== 'ItemInterpreted')
    throw new Rejection('interpretation-not-found', `${move.itemId} has not been interpreted.`);
  const correction = { ...NO_CORRECTIONS, themes: movedThemes(read.data.themes, move) };
  return { streamId, context: keyIds ? { keyIds } : {}, correction };
}

/** @throws Rejection `item-elsewhere` */
export function movedThemes(themes: ThemeMatch[], { itemId, kin, newThemeId, name }: Move): ThemeMatch[] {
  const others = themes.filter(({ themeId }) => themeId !== newThemeId && !kin.includes(themeId));
  if (others.length === themes.length) throw new Rejection('item-elsewhere', `${itemId} is not of this theme.`);
  return [{ themeId: newThemeId, theme: name, confidence: 1 }, ...others];
}
