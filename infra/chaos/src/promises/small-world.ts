import { createHash } from 'node:crypto';
import { type Part, PARTS } from '../faults/holds.js';
import type { Logged, OnTopic, Seen } from './seen.js';

const THEME = { themeId: 'milk-foam' };
const SPAN = { start: 0, end: 12 };
const LETTERS = ['a', 'b', 'c'];

type Written = [streamId: string, type: string, data: object];

const sha256 = (...parts: (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256');
  parts.forEach(part => hash.update(part));
  return hash.digest();
};

function logOf(events: Written[]): Logged[] {
  const versions = new Map<string, number>();
  return events.map(([streamId, type, data], i) => {
    const version = (versions.get(streamId) ?? 0) + 1;
    versions.set(streamId, version);
    const rest = { tenantId: 'demo', streamId, id: `${type}-${i}`, type, schemaVersion: 1, data: JSON.stringify(data) };
    const digest = sha256(JSON.stringify(['demo', streamId, rest.id, type, 1, rest.data, '{}']));
    return { ...rest, position: i + 1, version, meta: '{}', digest };
  });
}

const LOGS: Record<Part, Written[]> = {
  capture: LETTERS.map(x => [`item-${x}`, 'KnowledgeItemCaptured', { itemId: `item-${x}` }]),
  enrichment: LETTERS.map(x => [
    `reading-${x}`,
    'ItemInterpreted',
    {
      language: x === 'a' ? 'zh' : 'de',
      itemId: `item-${x}`,
      customerId: `office-${x}`,
      themes: [THEME],
      signals: [{ type: 'REQUEST', span: SPAN }],
    },
  ]),
  sharing: [
    ...LETTERS.map((x): Written => [`announcement-${x}`, 'KnowledgeAnnounced', { itemId: `item-${x}` }]),
    ...LETTERS.map((x): Written => [`share-${x}`, 'KnowledgeShared', { shareId: `share-${x}`, itemId: `item-${x}` }]),
  ],
  innovation: [
    ...LETTERS.map((x): Written => {
      const data = { evidenceId: `evidence-${x}`, ...THEME, itemId: `item-${x}`, signalType: 'REQUEST', span: SPAN };
      return [`evidence-${x}`, 'EvidenceLinked', data];
    }),
    ['more-foam', 'OpportunityOpened', { opportunityId: 'more-foam', ...THEME }],
  ],
};

/** Three customers said one thing each about one theme, and nothing went wrong. New each time, to be changed. */
export function smallWorld(): Seen {
  const each = <T>(made: (part: Part) => T): Record<Part, T> =>
    Object.fromEntries(PARTS.map(part => [part, made(part)])) as Record<Part, T>;
  const logs = each(part => logOf(LOGS[part]));
  return {
    sums: { unanswered: 0, balanced: { intake: true, 'sharing.item_feed': true } },
    acknowledged: new Map(LETTERS.map(x => [`visit-${x}`, `item-${x}`])),
    logs,
    blocks: each(part => {
      const log = logs[part];
      return log.length > 0 ? [{ last: log.length, hash: sha256(...log.map(({ digest }) => digest)) }] : [];
    }),
    feed: LETTERS.map(x => ({ itemId: `item-${x}`, isRead: true })),
    evidence: LETTERS.map(x => `evidence-${x}`),
    opportunities: ['more-foam'],
    aside: [],
    receivers: [
      {
        name: 'team',
        query: {},
        arrivals: LETTERS.map(x => ({ id: `share-${x}`, itemId: `item-${x}`, lane: 0 })),
      },
      {
        name: 'hook',
        query: { language: 'zh', signalType: 'REQUEST', theme: 'milk-foam' },
        arrivals: [{ id: 'call-a', itemId: 'item-a', lane: null }],
      },
    ],
    topics: PARTS.flatMap(part =>
      logs[part].map(({ position, type }): OnTopic => ({ topic: `ckm.${part}.${type}`, key: 'k', sequence: position })),
    ),
  };
}
