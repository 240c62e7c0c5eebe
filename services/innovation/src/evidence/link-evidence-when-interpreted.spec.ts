import type { Signal } from '@ckm/contracts';
import type { Handling, RecordedEvent } from '@ckm/event-sourcing';
import { interpreted, recorded, signal, uuid } from '../fixture/events.js';
import { linkEvidenceWhenInterpreted } from './link-evidence-when-interpreted.reaction.js';

const themes = [1, 2].map(n => ({ themeId: uuid(n), theme: `theme ${n}`, confidence: 0.5 }));
const read = (signals: Signal[], more: Partial<RecordedEvent> = {}, version = '1'): RecordedEvent =>
  recorded('ItemInterpreted', interpreted(signals, { themes, version }), more);
const evidence = (event: RecordedEvent): ReturnType<typeof linkEvidenceWhenInterpreted.react> =>
  linkEvidenceWhenInterpreted.react(event);
const ids = (handlings: Handling[] | Promise<Handling[]>): string[] =>
  (handlings as Handling[]).map(one => one.streamId);

describe('evidence', () => {
  it('is linked for each request and problem in each theme of the item', () => {
    const found = ids(evidence(read([signal('REQUEST', 0), signal('PROBLEM', 9), signal('PRAISE', 20)])));
    expect(new Set(found).size).toBe(4);
  });

  it('has the same id whenever the same item is interpreted again', () => {
    const [first, again] = ['1', '2'].map(version => ids(evidence(read([signal('REQUEST', 0)], {}, version))));
    expect(again).toEqual(first);
  });

  it('is not made from words that were erased', () => {
    expect(evidence(read([signal('REQUEST', 0)], { erased: true }))).toEqual([]);
  });
});
