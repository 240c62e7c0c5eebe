import { Rejection } from '@ckm/event-sourcing';
import { currentThemes, type Service, Themes } from '@ckm/service';
import { interpretationIdOf } from '../interpretation/identity.js';
import { type Said, saidIn } from '../interpretation/said.js';
import { type Move, movedThemes } from './move.js';

/** An item that is of the theme. */
export interface Moved extends Pick<Said, 'sealed'> {
  move: Move;
}

export const kinOf = (service: Service, tenantId: string, themeId: string): Promise<string[]> =>
  service.read([currentThemes], tenantId, async client => (await Themes.of(client, tenantId)).kinOf(themeId));

/** @throws Rejection `item-elsewhere` for an item that is not of the theme; what `saidIn` throws */
export async function movedItem(service: Service, tenantId: string, move: Move): Promise<Moved> {
  const { itemId } = move;
  const { sealed } = await saidIn(service, tenantId, itemId);
  const history = await service.events.readStream(tenantId, interpretationIdOf(tenantId, itemId));
  const read = history.findLast(one => one.type === 'ItemInterpreted');
  if (!read) throw new Rejection('interpretation-not-found', `${itemId} has not been interpreted.`);
  if (!movedThemes(read.data.themes, move)) throw new Rejection('item-elsewhere', `${itemId} is not of this theme.`);
  return { move, sealed };
}
