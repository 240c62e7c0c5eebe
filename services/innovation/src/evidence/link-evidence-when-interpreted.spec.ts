import type { Signal } from '@ckm/contracts';
import type { Handling, RecordedEvent } from '@ckm/event-sourcing';
import { interpreted, recorded, signal, uuid } from '../fixture/events.js';
import { linkEvidenceWhenInterpreted } from './link-evidence-when-interpreted.reaction.js';

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
