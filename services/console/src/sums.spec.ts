import { contractOf } from '@ckm/contracts';
import { type Counted, withSums } from './sums.js';

const { topic } = contractOf('KnowledgeItemCaptured');
const capture = (items: number, unsent = 0): Counted => ({ lanes: [{ topic, lagEvents: unsent }], sums: { items } });
const arrived = { view: 'sharing.item_feed', shown: 5, withdrawn: 2, erased: 1, parked: 1, behind: 0 as number | null };
const sharing = (change: Partial<typeof arrived> = {}): Counted => ({
  lanes: [],
  sums: { views: [{ ...arrived, ...change }] },
});
const sumOf = (status: Counted, before?: Counted, after = before) =>
  (withSums(status, before, after) as { sums: { views: object[] } }).sums.views[0];

describe('the sum of a view', () => {
  it('is balanced when everything that was captured is somewhere', () =>
    expect(sumOf(sharing(), capture(9))).toEqual({
      ...{ view: 'sharing.item_feed', captured: 9, shown: 5, withdrawn: 2, erased: 1, parked: 1 },
      ...{ inFlight: 0, balanced: true },
    }));

  it('is not when an item is missing and nothing is under way', () =>
    expect(sumOf(sharing(), capture(10))).toMatchObject({ captured: 10, inFlight: 1, balanced: false }));

  it.each([
    ['in the lane', sharing(), capture(10, 1)],
    ['on the topic', sharing({ behind: 1 }), capture(10)],
    ['on a transport that does not answer', sharing({ behind: null }), capture(10)],
  ])('is when what is missing waits %s', (_, status, before) =>
    expect(sumOf(status, before)).toMatchObject({ inFlight: 1, balanced: true }),
  );

  it('allows what was captured while the services were asked to be on its way', () => {
    expect(sumOf(sharing(), capture(9), capture(12))).toMatchObject({ captured: 12, inFlight: 3, balanced: true });
    expect(sumOf(sharing(), capture(10), capture(12))).toMatchObject({ captured: 12, inFlight: 3, balanced: false });
  });

  it('is not when there are more rows than items', () =>
    expect(sumOf(sharing(), capture(8))).toMatchObject({ inFlight: -1, balanced: false }));

  it('says that it does not know while capture does not answer', () =>
    expect(sumOf(sharing())).toMatchObject({ shown: 5, captured: null, inFlight: null, balanced: null }));

  it('says that it does not know while capture has too much to count', () =>
    expect(sumOf(sharing(), capture(9), { ...capture(9), sums: {} })).toMatchObject({
      captured: null,
      balanced: null,
    }));

  it('says that it does not know while the view has too much to count', () =>
    expect(sumOf({ sums: { views: [{ view: 'sharing.item_feed' }] } }, capture(9))).toEqual({
      ...{ view: 'sharing.item_feed', captured: null, inFlight: null, balanced: null },
    }));

  it('is none where a service tells nothing of others', () => expect(withSums({}, {}, {})).toEqual({}));

  it('is none where a service has no view of items', () =>
    expect(withSums(capture(3), capture(3), capture(3))).toEqual(capture(3)));
});
