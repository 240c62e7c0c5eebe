import { Rejection } from '@ckm/event-sourcing';
import { currentThemes, type Service, Themes } from '@ckm/service';
import { interpretationIdOf } from '../interpretation/identity.js';
import { type ItemText, itemTextOf } from '../interpretation/item-text.js';
import { type Move, movedThemes } from './move.js';

/** An item that has the theme that is split. */
export interface ItemToMove extends Pick<ItemText, 'sealed'> {
  move: Move;
}

/** The theme and those that are merged with it. */
export const kinOf = (service: Service, tenantId: string, themeId: string): Promise<string[]> =>
  service.read([currentThemes], tenantId, async client => (await Themes.of(client, tenantId)).kinOf(themeId));

/** @throws Rejection `item-elsewhere` where the item does not have the theme; what `itemTextOf` throws */
export async function itemToMove(service: Service, tenantId: string, move: Move): Promise<ItemToMove> {
  const { itemId } = move;
  const { sealed } = await itemTextOf(service, tenantId, itemId);
  const history = await service.events.readStream(tenantId, interpretationIdOf(tenantId, itemId));
  const read = history.findLast(one => one.type === 'ItemInterpreted');
  if (!read) throw new Rejection('interpretation-not-found', `${itemId} has not been interpreted.`);
  if (!movedThemes(read.data.themes, move)) throw new Rejection('item-elsewhere', `${itemId} is not of this theme.`);
  return { move, sealed };
}
