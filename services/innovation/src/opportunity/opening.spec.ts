import type { EventMap, EventName, ItemInterpreted, Signal } from '@ckm/contracts';
import type { Handling, RecordedEvent } from '@ckm/event-sourcing';
import { linkEvidenceWhenInterpreted } from '../evidence/link-evidence-when-interpreted.reaction.js';
import { noteDemandWhenInterpreted } from './note-demand-when-interpreted.reaction.js';
import { openOpportunityWhenDemandNoted } from './open-opportunity-when-demand-noted.reaction.js';

const uuid = (n: number): string => `0a52b1d6-1111-5111-8111-00000000000${n}`;

const recorded = <N extends EventName>(type: N, data: EventMap[N], erased = false): RecordedEvent =>
  ({
    id: uuid(7),
    type,
    data,
    tenantId: 'demo',
    streamId: uuid(8),
    version: 1,
    schemaVersion: 1,
    position: 1n,
    recordedAt: new Date('2026-11-02T08:15:00Z'),
    erased,
    meta: { actor: 'test', correlationId: 'c', causationId: null, traceparent: null },
  }) as RecordedEvent;

const signal = (type: Signal['type'], start: number): Signal => ({
  type,
  kind: 'NEED',
  expression: 'EXPRESSED',
  span: { start, end: start + 5 },
  text: 'words',
  confidence: 0.8,
  rule: 'r',
  rationale: null,
  sentiment: { label: 'negative', score: -0.5 },
});
const interpreted = (signals: Signal[], themes = [1, 2]): ItemInterpreted => ({
  itemId: uuid(3),
  customerId: uuid(4),
  interpreter: 'rules',
  version: '1',
  language: 'en',
  sentiment: { label: 'negative', score: -0.5 },
  signals,
  themes: themes.map(n => ({ themeId: uuid(n), theme: `theme ${n}`, confidence: 0.5 })),
  nearestTheme: null,
});
const evidence = (event: RecordedEvent): ReturnType<typeof linkEvidenceWhenInterpreted.react> =>
  linkEvidenceWhenInterpreted.react(event);
const ids = (handlings: Handling[] | Promise<Handling[]>): string[] =>
  (handlings as Handling[]).map(one => one.streamId);

describe('evidence', () => {
  it('is linked for each request and problem in each theme of the item', () => {
    const found = ids(
      evidence(
        recorded('ItemInterpreted', interpreted([signal('REQUEST', 0), signal('PROBLEM', 9), signal('PRAISE', 20)])),
      ),
    );
    expect(new Set(found).size).toBe(4);
  });

  it('has the same identity whenever the same item is read again', () => {
    const event = recorded('ItemInterpreted', interpreted([signal('REQUEST', 0)]));
    expect(ids(evidence(event))).toEqual(ids(evidence(event)));
  });

  it('is not made of words that are gone', () => {
    expect(evidence(recorded('ItemInterpreted', interpreted([signal('REQUEST', 0)]), true))).toEqual([]);
  });
});

describe('demand', () => {
  it('is noted once per theme, however many needs the item holds', () => {
    const event = recorded('ItemInterpreted', interpreted([signal('REQUEST', 0), signal('PROBLEM', 9)]));
    expect(ids(noteDemandWhenInterpreted.react(event))).toHaveLength(2);
  });

  it('is not seen in praise or a question', () => {
    const event = recorded('ItemInterpreted', interpreted([signal('PRAISE', 0), signal('QUESTION', 9)]));
    expect(noteDemandWhenInterpreted.react(event)).toEqual([]);
  });

  it('opens nothing before the third customer', () => {
    const two = {
      themeId: uuid(1),
      theme: 'theme 1',
      customerId: uuid(4),
      itemId: uuid(3),
      itemIds: [uuid(2), uuid(3)],
    };
    expect(openOpportunityWhenDemandNoted.react(recorded('DemandNoted', two))).toEqual([]);
  });

  it('opens the opportunity that its evidence already gathers under', () => {
    const three = {
      themeId: uuid(1),
      theme: 'theme 1',
      customerId: uuid(4),
      itemId: uuid(3),
      itemIds: [uuid(5), uuid(2), uuid(3)],
    };
    const [opened] = openOpportunityWhenDemandNoted.react(recorded('DemandNoted', three)) as Handling[];
    const [linked] = evidence(recorded('ItemInterpreted', interpreted([signal('REQUEST', 0)], [1]))) as Handling[];
    expect(opened?.command).toMatchObject({
      opportunityId: opened?.streamId,
      title: 'theme 1',
      itemIds: three.itemIds,
    });
    expect((linked?.command as { opportunityId: string }).opportunityId).toBe(opened?.streamId);
  });
});
