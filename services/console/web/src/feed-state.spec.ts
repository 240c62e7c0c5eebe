import { nextFeedState, isPending, EMPTY_FEED, type FeedState } from './feed-state.js';
import { unread } from './fixture/examples.js';

const item = (itemId: string, text = itemId) => unread(itemId, text);
const list = (ids: string, next: string | null) => ({ shown: [...ids].map(id => item(id)), next });
const idsOf = (feed: FeedState) => feed.items.map(one => one.itemId).join('');
const shown = nextFeedState(EMPTY_FEED, 'all', list('fedcb', 'b'));

describe('the live feed', () => {
  it('marks nothing as new in the first answer', () => {
    const feed = nextFeedState(EMPTY_FEED, 'all', list('cba', null));
    expect([idsOf(feed), feed.arrived, feed.fresh.size]).toEqual(['cba', 0, 0]);
  });

  it('marks items above a known one as new', () => {
    const feed = nextFeedState(shown, 'all', list('gfedc', 'c'));
    expect([idsOf(feed), feed.next, feed.arrived, [...feed.fresh]]).toEqual(['gfedc', 'c', 1, ['g']]);
    const after = nextFeedState(feed, 'all', list('hgfed', 'd'));
    expect([after.arrived, [...after.fresh]]).toEqual([1, ['g', 'h']]);
  });

  it('marks items below the known ones as older, not as new', () => {
    const feed = nextFeedState(shown, 'all', list('fedcba', null));
    expect([idsOf(feed), feed.next, feed.arrived, feed.fresh.size]).toEqual(['fedcba', null, 0, 0]);
  });

  it('changes an item in place once it was interpreted', () => {
    const read = { shown: [item('f', 'read'), item('e')], next: 'e' };
    const feed = nextFeedState(shown, 'all', read);
    expect([idsOf(feed), feed.items[0]?.text, feed.arrived]).toEqual(['fe', 'read', 0]);
  });

  it('drops items that the answer does not repeat', () => {
    expect(idsOf(nextFeedState(shown, 'all', list('fdcba', null)))).toBe('fdcba');
  });

  it('marks everything as new where no item of the answer is known', () => {
    const feed = nextFeedState(shown, 'all', list('zyx', 'x'));
    expect([idsOf(feed), feed.next, feed.arrived]).toEqual(['zyx', 'x', 3]);
  });

  it('starts again under other filters', () => {
    const feed = nextFeedState(shown, 'praise', list('gd', 'd'));
    expect([idsOf(feed), feed.next, feed.arrived]).toEqual(['gd', 'd', 0]);
  });
});

describe('an item that was just written down', () => {
  it('is pending until it is in the feed, and only where no filter is set', () => {
    expect(isPending(item('x'), shown.items, {})).toBe(true);
    expect(isPending(item('f'), shown.items, {})).toBe(false);
    expect(isPending(item('x'), shown.items, { sentiment: 'negative' })).toBe(false);
  });
});
