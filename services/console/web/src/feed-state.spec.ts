import { nextFeedState, isPending, EMPTY_FEED, type FeedState } from './feed-state.js';
import { unread } from './fixture/examples.js';

const item = (itemId: string, text = itemId) => unread(itemId, text);
const list = (ids: string, next: string | null) => ({ shown: [...ids].map(id => item(id)), next });
const idsOf = (feed: FeedState) => feed.items.map(one => one.itemId).join('');
const shown = nextFeedState(EMPTY_FEED, 'all', list('fedcb', 'b'));

describe('the live feed', () => {
  it('calls nothing fresh at first', () => {
    const feed = nextFeedState(EMPTY_FEED, 'all', list('cba', null));
    expect([idsOf(feed), feed.arrived, feed.fresh.size]).toEqual(['cba', 0, 0]);
  });

  it('calls fresh what came above the ones that were shown', () => {
    const feed = nextFeedState(shown, 'all', list('gfedc', 'c'));
    expect([idsOf(feed), feed.next, feed.arrived, [...feed.fresh]]).toEqual(['gfedc', 'c', 1, ['g']]);
    const after = nextFeedState(feed, 'all', list('hgfed', 'd'));
    expect([after.arrived, [...after.fresh]]).toEqual([1, ['g', 'h']]);
  });

  it('calls nothing fresh that only lies below', () => {
    const feed = nextFeedState(shown, 'all', list('fedcba', null));
    expect([idsOf(feed), feed.next, feed.arrived, feed.fresh.size]).toEqual(['fedcba', null, 0, 0]);
  });

  it('changes an item in place once it was interpreted', () => {
    const read = { shown: [item('f', 'read'), item('e')], next: 'e' };
    const feed = nextFeedState(shown, 'all', read);
    expect([idsOf(feed), feed.items[0]?.text, feed.arrived]).toEqual(['fe', 'read', 0]);
  });

  it('keeps nothing that was not named again: it may be withdrawn or forgotten', () => {
    expect(idsOf(nextFeedState(shown, 'all', list('fdcba', null)))).toBe('fdcba');
  });

  it('calls everything fresh where so much came that nothing of it was shown', () => {
    const feed = nextFeedState(shown, 'all', list('zyx', 'x'));
    expect([idsOf(feed), feed.next, feed.arrived]).toEqual(['zyx', 'x', 3]);
  });

  it('begins anew under other filters', () => {
    const feed = nextFeedState(shown, 'praise', list('gd', 'd'));
    expect([idsOf(feed), feed.next, feed.arrived]).toEqual(['gd', 'd', 0]);
  });
});

describe('what was written down', () => {
  it('is awaited until it was seen, and only where nothing is filtered', () => {
    expect(isPending(item('x'), shown.items, {})).toBe(true);
    expect(isPending(item('f'), shown.items, {})).toBe(false);
    expect(isPending(item('x'), shown.items, { sentiment: 'negative' })).toBe(false);
  });
});
