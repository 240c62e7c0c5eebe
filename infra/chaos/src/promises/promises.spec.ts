import { EFFECT_PROMISES, repeatsOn } from './effect-promises.js';
import { LOG_PROMISES, type Promised } from './log-promises.js';
import { RECEIVER_PROMISES } from './receiver-promises.js';
import type { Logged, Seen } from './seen.js';
import { smallWorld } from './small-world.js';

const PROMISES: Record<string, Promised> = { ...LOG_PROMISES, ...EFFECT_PROMISES, ...RECEIVER_PROMISES };

const brokenIn = (seen: Seen): string[] => Object.keys(PROMISES).filter(name => PROMISES[name]?.(seen).length !== 0);

const swap = <T>(list: T[], one: number, other: number): void => {
  [list[one], list[other]] = [list[other] as T, list[one] as T];
};

/** What may go wrong, and the promise that it breaks. */
const TROUBLES: [what: string, promise: string, trouble: (seen: Seen) => unknown][] = [
  [
    'an acknowledged event was lost',
    'every acknowledged event is in the log, exactly once',
    seen => seen.acknowledged.set('visit-d', 'item-d'),
  ],
  [
    'an event was captured under another item than the one that was answered',
    'every acknowledged event is in the log, exactly once',
    seen => seen.acknowledged.set('visit-a', 'item-b'),
  ],
  [
    'a retry was captured again',
    'every acknowledged event is in the log, exactly once',
    ({ logs: { capture } }) => capture.push({ ...(capture[0] as Logged), position: 4, version: 2 }),
  ],
  ['a position is missing', 'positions of every log are gapless', ({ logs }) => (logs.capture.at(-1)!.position = 9)],
  [
    'a version is missing',
    'versions of every stream are gapless and in order',
    ({ logs }) => (logs.innovation[3]!.version = 3),
  ],
  [
    'data were changed',
    'the hash chain of every log verifies',
    ({ logs }) => (logs.capture[1]!.meta = '{"actor":"x"}'),
  ],
  ['a block was not written', 'the hash chain of every log verifies', ({ blocks }) => blocks.enrichment.pop()],
  ['an item was not interpreted', 'every item is interpreted exactly once', ({ logs }) => logs.enrichment.pop()],
  [
    'an item was interpreted twice',
    'every item is interpreted exactly once',
    ({ logs: { enrichment } }) => enrichment.push({ ...(enrichment[0] as Logged), position: 4, version: 2 }),
  ],
  [
    'an item was not announced',
    'every item is announced to subscriptions exactly once',
    ({ logs }) => logs.sharing.shift(),
  ],
  [
    'an item was announced twice',
    'every item is announced to subscriptions exactly once',
    ({ logs: { sharing } }) => sharing.push({ ...(sharing[0] as Logged), position: 7, version: 2 }),
  ],
  ['the feed lacks an item', 'the feed shows every item once, with what it means', ({ feed }) => feed.pop()],
  [
    'the feed lacks what an item means',
    'the feed shows every item once, with what it means',
    ({ feed }) => (feed[0]!.isRead = false),
  ],
  [
    'evidence was not linked',
    'every need in an item is evidence exactly once, for each of its themes',
    ({ logs }) => logs.innovation.shift(),
  ],
  [
    'evidence is not shown',
    'every need in an item is evidence exactly once, for each of its themes',
    ({ evidence }) => evidence.pop(),
  ],
  [
    'evidence is counted twice',
    'every need in an item is evidence exactly once, for each of its themes',
    ({ evidence }) => evidence.push('evidence-a'),
  ],
  [
    'an opportunity was not opened',
    'a theme that three customers need has opened one opportunity, and no other has',
    ({ logs }) => logs.innovation.pop(),
  ],
  [
    'an opportunity was opened twice',
    'a theme that three customers need has opened one opportunity, and no other has',
    ({ logs: { innovation } }) => innovation.push({ ...(innovation[3] as Logged), position: 5, version: 2 }),
  ],
  [
    'an opportunity is not shown',
    'a theme that three customers need has opened one opportunity, and no other has',
    ({ opportunities }) => opportunities.pop(),
  ],
  ['an event was never published', 'every event is on its topic', ({ topics }) => topics.shift()],
  [
    'two events of a key changed places on their topic',
    'what is on a topic is in the order of the log, key by key',
    ({ topics }) => swap(topics, 0, 1),
  ],
  ['an intake is missing', 'both sums come out even', ({ sums }) => (sums.balanced.intake = false)],
  [
    'a team was not told of an item',
    'every receiver gets every item that it asked for, under one id',
    ({ receivers: [team] }) => team!.arrivals.pop(),
  ],
  [
    'a webhook was told of an item twice',
    'every receiver gets every item that it asked for, under one id',
    ({ receivers: [, hook] }) => hook!.arrivals.push({ ...hook!.arrivals[0]!, id: 'another' }),
  ],
  [
    'a webhook was told of what it did not ask for',
    'every receiver gets every item that it asked for, under one id',
    ({ receivers: [, hook] }) => hook!.arrivals.push({ id: 'share-b', itemId: 'item-b', lane: null }),
  ],
  [
    'two items changed places on the topic of a team',
    'a team topic is in the order of the shares',
    ({ receivers: [team] }) => swap(team!.arrivals, 0, 1),
  ],
  ['a message was parked', 'nothing is parked and nothing is quarantined', ({ aside }) => aside.push('it hurts')],
];

describe('the promises', () => {
  it('hold where nothing went wrong', () => {
    expect(brokenIn(smallWorld())).toEqual([]);
  });

  it.each(TROUBLES)('are broken when %s', (_, promise, trouble) => {
    const seen = smallWorld();
    trouble(seen);

    expect(brokenIn(seen)).toContain(promise);
  });

  it('allow a relay to repeat itself', () => {
    const seen = smallWorld();
    seen.topics.push(...seen.topics.slice(0, 2));
    seen.receivers.forEach(({ arrivals }) => arrivals.push(arrivals[0]!));

    expect(brokenIn(seen)).toEqual([]);
    expect(repeatsOn(seen)).toBe(2);
  });
});
