import { arrive, extend, isAwaited, NO_FEED, type Feed } from './arrivals.js';
import type { FeedItem, Page } from './knowledge.js';

const item = (itemId: string, text = itemId): FeedItem => ({
  itemId,
  customerId: 'c',
  text,
  occurredAt: '2026-01-01T00:00:00Z',
  language: null,
  sentiment: null,
  signals: [],
  themes: [],
  erased: false,
});
const page = (ids: string, next: string | null): Page<FeedItem> => ({
  data: [...ids].map(id => item(id)),
  page: { next },
});
const idsOf = (feed: Feed) => feed.items.map(one => one.itemId).join('');
const begun = arrive(NO_FEED, 'all', page('fed', 'd'));
const shown = extend(begun, begun, page('cb', 'b'));

describe('the live feed', () => {
  it('calls nothing fresh on the first page', () => {
    const feed = arrive(NO_FEED, 'all', page('cba', null));
    expect([idsOf(feed), feed.arrived, feed.fresh.size]).toEqual(['cba', 0, 0]);
  });

  it('puts new items on top and keeps the older ones below', () => {
    const feed = arrive(shown, 'all', page('gfe', 'e'));
    expect([idsOf(feed), feed.next, feed.arrived, [...feed.fresh]]).toEqual(['gfedcb', 'b', 1, ['g']]);
  });

  it('changes an item in place once it was interpreted', () => {
    const read = { data: [item('f', 'read'), item('e'), item('d')], page: { next: 'd' } };
    const feed = arrive(shown, 'all', read);
    expect([idsOf(feed), feed.items[0]?.text, feed.arrived]).toEqual(['fedcb', 'read', 0]);
  });

  it('drops an item that was withdrawn', () => {
    expect(idsOf(arrive(shown, 'all', page('fdc', 'c')))).toBe('fdcb');
  });

  it('shows only the page when it is everything there is', () => {
    expect(idsOf(arrive(shown, 'all', page('fe', null)))).toBe('fe');
  });

  it('begins anew when so much came that a gap may lie between', () => {
    const feed = arrive(shown, 'all', page('zyx', 'x'));
    expect([idsOf(feed), feed.next]).toEqual(['zyx', 'x']);
  });

  it('begins anew under other filters', () => {
    const feed = arrive(shown, 'praise', page('fd', 'd'));
    expect([idsOf(feed), feed.next, feed.arrived]).toEqual(['fd', 'd', 0]);
  });

  it('shows no item twice when pages overlap', () => {
    expect(idsOf(extend(shown, shown, page('ba', null)))).toBe('fedcba');
  });

  it.each([
    ['so much came', 'all', page('zyx', 'x')],
    ['the filters were changed', 'praise', page('fb', 'b')],
  ])('leaves older items away where it began anew because %s since they were asked for', (_, key, newest) => {
    const anew = arrive(shown, key, newest);
    expect(extend(anew, shown, page('a', null))).toBe(anew);
  });
});

describe('what was written down', () => {
  it('is awaited until it was seen, and only where nothing is filtered', () => {
    expect(isAwaited(item('x'), shown.items, {})).toBe(true);
    expect(isAwaited(item('f'), shown.items, {})).toBe(false);
    expect(isAwaited(item('x'), shown.items, { sentiment: 'negative' })).toBe(false);
  });
});
