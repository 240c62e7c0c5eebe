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

  it('is not balanced when an item is missing and nothing is on its way', () =>
    expect(sumOf(sharing(), capture(10))).toMatchObject({ captured: 10, inFlight: 1, balanced: false }));

  it.each([
    ['in the lane', sharing(), capture(10, 1)],
    ['on the topic', sharing({ behind: 1 }), capture(10)],
    ['on a transport that does not answer', sharing({ behind: null }), capture(10)],
  ])('is balanced when what is missing waits %s', (_, status, before) =>
    expect(sumOf(status, before)).toMatchObject({ inFlight: 1, balanced: true }),
  );

  it('allows items on their way that were captured while the services were asked', () => {
    expect(sumOf(sharing(), capture(9), capture(12))).toMatchObject({ captured: 12, inFlight: 3, balanced: true });
    expect(sumOf(sharing(), capture(10), capture(12))).toMatchObject({ captured: 12, inFlight: 3, balanced: false });
  });

  it('is not balanced when there are more rows than items', () =>
    expect(sumOf(sharing(), capture(8))).toMatchObject({ inFlight: -1, balanced: false }));

  it('is unknown when capture does not answer', () =>
    expect(sumOf(sharing())).toMatchObject({ shown: 5, captured: null, inFlight: null, balanced: null }));

  it('is unknown when capture could not count its items in time', () =>
    expect(sumOf(sharing(), capture(9), { ...capture(9), sums: {} })).toMatchObject({
      captured: null,
      balanced: null,
    }));

  it('is unknown when the view could not be counted in time', () =>
    expect(sumOf({ sums: { views: [{ view: 'sharing.item_feed' }] } }, capture(9))).toEqual({
      ...{ view: 'sharing.item_feed', captured: null, inFlight: null, balanced: null },
    }));

  it('is left out where the status holds no sums', () => expect(withSums({}, {}, {})).toEqual({}));

  it('is left out where a service has no view of items', () =>
    expect(withSums(capture(3), capture(3), capture(3))).toEqual(capture(3)));
});
