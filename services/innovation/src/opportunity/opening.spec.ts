import type { Signal } from '@ckm/contracts';
import type { Handling, RecordedEvent } from '@ckm/event-sourcing';
import type { Service } from '@ckm/service';
import { linkEvidenceWhenInterpreted } from '../evidence/link-evidence-when-interpreted.reaction.js';
import { interpreted, recorded, signal, uuid } from '../fixture/events.js';
import { noteDemandWhenInterpreted } from './note-demand-when-interpreted.reaction.js';
import { openOpportunityWhenDemandNoted } from './open-opportunity-when-demand-noted.reaction.js';

const open = openOpportunityWhenDemandNoted({ isBuilding: () => true } as unknown as Service);
const read = (signals: Signal[], themes = [1, 2], erased = false): RecordedEvent =>
  recorded(
    'ItemInterpreted',
    interpreted(signals, { themes: themes.map(n => ({ themeId: uuid(n), theme: `theme ${n}`, confidence: 0.5 })) }),
    { erased },
  );
const evidence = (event: RecordedEvent): ReturnType<typeof linkEvidenceWhenInterpreted.react> =>
  linkEvidenceWhenInterpreted.react(event);
const ids = (handlings: Handling[] | Promise<Handling[]>): string[] =>
  (handlings as Handling[]).map(one => one.streamId);

describe('evidence', () => {
  it('is linked for each request and problem in each theme of the item', () => {
    const found = ids(evidence(read([signal('REQUEST', 0), signal('PROBLEM', 9), signal('PRAISE', 20)])));
    expect(new Set(found).size).toBe(4);
  });

  it('has the same identity whenever the same item is read again', () => {
    const event = read([signal('REQUEST', 0)]);
    expect(ids(evidence(event))).toEqual(ids(evidence(event)));
  });

  it('is not made of words that are gone', () => {
    expect(evidence(read([signal('REQUEST', 0)], [1, 2], true))).toEqual([]);
  });
});

describe('demand', () => {
  it('is noted once per theme, however many needs the item holds', () => {
    const event = read([signal('REQUEST', 0), signal('PROBLEM', 9)]);
    expect(ids(noteDemandWhenInterpreted.react(event))).toHaveLength(2);
  });

  it('is not seen in praise or a question', () => {
    const event = read([signal('PRAISE', 0), signal('QUESTION', 9)]);
    expect(noteDemandWhenInterpreted.react(event)).toEqual([]);
  });

  it('opens nothing before the third customer', async () => {
    const two = {
      themeId: uuid(1),
      theme: 'theme 1',
      customerId: uuid(4),
      itemId: uuid(3),
      itemIds: [uuid(2), uuid(3)],
    };
    expect(await open.react(recorded('DemandNoted', two))).toEqual([]);
  });

  it('opens the opportunity that its evidence already gathers under', async () => {
    const three = {
      themeId: uuid(1),
      theme: 'theme 1',
      customerId: uuid(4),
      itemId: uuid(3),
      itemIds: [uuid(5), uuid(2), uuid(3)],
    };
    const [opened] = await open.react(recorded('DemandNoted', three));
    const [linked] = evidence(read([signal('REQUEST', 0)], [1])) as Handling[];
    expect(opened?.command).toMatchObject({
      opportunityId: opened?.streamId,
      title: 'theme 1',
      itemIds: three.itemIds,
    });
    expect((linked?.command as { opportunityId: string }).opportunityId).toBe(opened?.streamId);
  });
});
