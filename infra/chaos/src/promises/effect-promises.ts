import { as, type Broken, dataOf, eventsOf, type Promised, repeated } from './log-promises.js';
import { PARTS } from '../faults/holds.js';
import type { OnTopic, Seen } from './seen.js';

const CUSTOMERS_TO_OPEN = 3;

export interface Read {
  language: string;
  itemId: string;
  customerId: string;
  themes: { themeId: string }[];
  signals: { type: string; span: { start: number; end: number } }[];
}

const itemsCaptured = (seen: Seen): string[] =>
  eventsOf(seen, 'KnowledgeItemCaptured').map(event => dataOf<{ itemId: string }>(event).itemId);

const needsIn = ({ signals }: Read): Read['signals'] =>
  signals.filter(({ type }) => ['REQUEST', 'PROBLEM'].includes(type));

export const readings = (seen: Seen): Read[] => eventsOf(seen, 'ItemInterpreted').map(dataOf<Read>);

/** Both as sets with repeats told. */
export function differences(what: string, expected: string[], found: string[]): Broken[] {
  const [wanted, there] = [new Set(expected), new Set(found)];
  return [
    ...repeated(found).map(one => as('doubled')(`${what} ${one} twice`)),
    ...[...wanted].filter(one => !there.has(one)).map(one => as('lost')(`${what} ${one} is missing`)),
    ...[...there].filter(one => !wanted.has(one)).map(one => as('otherwise wrong')(`${what} ${one} should not be`)),
  ];
}

const readOnce: Promised = seen =>
  differences(
    'reading of',
    itemsCaptured(seen),
    readings(seen).map(({ itemId }) => itemId),
  );

const announcedOnce: Promised = seen =>
  differences(
    'announcement of',
    itemsCaptured(seen),
    eventsOf(seen, 'KnowledgeAnnounced').map(event => dataOf<{ itemId: string }>(event).itemId),
  );

const shown: Promised = seen => [
  ...differences(
    'feed row',
    itemsCaptured(seen),
    seen.feed.map(({ itemId }) => itemId),
  ),
  ...seen.feed
    .filter(({ isRead }) => !isRead)
    .map(({ itemId }) => as('lost')(`feed row ${itemId} does not say what it means`)),
];

const evidenced: Promised = seen => {
  const expected = readings(seen).flatMap(read =>
    read.themes.flatMap(({ themeId }) =>
      needsIn(read).map(({ type, span }) => [themeId, read.itemId, type, span.start, span.end].join(' ')),
    ),
  );
  const linked = eventsOf(seen, 'EvidenceLinked').map(
    dataOf<{
      evidenceId: string;
      themeId: string;
      itemId: string;
      signalType: string;
      span: { start: number; end: number };
    }>,
  );
  const found = linked.map(one => [one.themeId, one.itemId, one.signalType, one.span.start, one.span.end].join(' '));
  const ids = linked.map(({ evidenceId }) => evidenceId);
  return [...differences('evidence', expected, found), ...differences('evidence row', ids, seen.evidence)];
};

const opened: Promised = seen => {
  const customers = new Map<string, Set<string>>();
  for (const read of readings(seen).filter(one => needsIn(one).length > 0))
    for (const { themeId } of read.themes)
      customers.set(themeId, (customers.get(themeId) ?? new Set()).add(read.customerId));
  const needed = [...customers].filter(([, who]) => who.size >= CUSTOMERS_TO_OPEN).map(([themeId]) => themeId);
  const events = eventsOf(seen, 'OpportunityOpened').map(dataOf<{ opportunityId: string; themeId: string }>);
  return [
    ...differences(
      'opportunity of theme',
      needed,
      events.map(({ themeId }) => themeId),
    ),
    ...differences(
      'opportunity row',
      events.map(({ opportunityId }) => opportunityId),
      seen.opportunities,
    ),
  ];
};

/** What the topics say once the repeats of the relay are dropped. */
const firsts = (messages: OnTopic[]): OnTopic[] => {
  const known = new Set<string>();
  return messages.filter(({ topic, sequence }) => {
    const isNew = !known.has(`${topic} ${sequence}`);
    known.add(`${topic} ${sequence}`);
    return isNew;
  });
};

/** Messages on the topics that say again what was said. */
export const repeatsOn = ({ topics }: Seen): number => topics.length - firsts(topics).length;

const published: Promised = seen =>
  PARTS.flatMap(part =>
    differences(
      'on a topic, event',
      seen.logs[part].map(({ position }) => `${part} ${position}`),
      firsts(seen.topics)
        .filter(({ topic }) => topic.startsWith(`ckm.${part}.`))
        .map(({ sequence }) => `${part} ${sequence}`),
    ),
  );

const ordered: Promised = ({ topics }) => {
  const latest = new Map<string, number>();
  return firsts(topics).flatMap(({ topic, key, sequence }) => {
    const before = latest.get(`${topic} ${key}`) ?? 0;
    latest.set(`${topic} ${key}`, sequence);
    return sequence > before ? [] : [as('out of order')(`${topic} ${key}: ${sequence} comes after ${before}`)];
  });
};

const nothingAside: Promised = ({ aside }) => aside.map(as('otherwise wrong'));

const balanced: Promised = ({ sums }) =>
  Object.entries(sums.balanced).flatMap(([sum, isEven]) =>
    isEven ? [] : [as('lost')(`the sum of ${sum} does not come out even`)],
  );

export const EFFECT_PROMISES: Record<string, Promised> = {
  'every item is interpreted exactly once': readOnce,
  'every item is announced to subscriptions exactly once': announcedOnce,
  'the feed shows every item once, with what it means': shown,
  'every need in an item is evidence exactly once, for each of its themes': evidenced,
  'a theme that three customers need has opened one opportunity, and no other has': opened,
  'every event is on its topic': published,
  'what is on a topic is in the order of the log, key by key': ordered,
  'nothing is parked and nothing is quarantined': nothingAside,
  'both sums come out even': balanced,
};
