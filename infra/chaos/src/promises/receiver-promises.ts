import { differences, type Read, readings } from './effect-promises.js';
import { as, dataOf, eventsOf, type Promised } from './log-promises.js';
import type { Arrival, Receiver } from './seen.js';

/** The wire may repeat: what bears an id that is known is nothing new. */
function firsts(arrivals: Arrival[]): Arrival[] {
  const known = new Set<string>();
  return arrivals.filter(({ id }) => !known.has(id) && known.add(id));
}

const answers = ({ language, signalType, theme }: Receiver['query'], read: Read): boolean =>
  (language === undefined || read.language === language) &&
  (signalType === undefined || read.signals.some(({ type }) => type === signalType)) &&
  (theme === undefined || read.themes.some(({ themeId }) => themeId === theme));

const told: Promised = seen =>
  seen.receivers.flatMap(({ name, query, arrivals }) =>
    differences(
      `${name}: item`,
      readings(seen)
        .filter(read => answers(query, read))
        .map(({ itemId }) => itemId),
      firsts(arrivals).map(({ itemId }) => itemId),
    ),
  );

const toldInOrder: Promised = seen => {
  const shares = eventsOf(seen, 'KnowledgeShared');
  const positions = new Map(shares.map(event => [dataOf<{ shareId: string }>(event).shareId, event.position]));
  return seen.receivers.flatMap(({ name, arrivals }) => {
    const latest = new Map<number, number>();
    return firsts(arrivals).flatMap(({ id, lane }) => {
      if (lane === null) return [];
      const [before, now] = [latest.get(lane) ?? 0, positions.get(id) ?? 0];
      latest.set(lane, now);
      return now > before ? [] : [as('out of order')(`${name}: share ${now} comes after ${before} in ${lane}`)];
    });
  });
};

export const RECEIVER_PROMISES: Record<string, Promised> = {
  'every receiver gets every item that it asked for, under one id': told,
  'a team topic is in the order of the shares': toldInOrder,
};
