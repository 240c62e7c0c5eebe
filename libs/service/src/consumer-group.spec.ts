import { liveConsumerGroup } from './consumer-group.js';

const feed = { name: 'item_feed', version: 2 };
const terms = { name: 'terms', version: 1 };
const announce = { name: 'announce-when-interpreted' };

describe('the consumer group of a process', () => {
  const group = liveConsumerGroup([feed, terms], [announce]);

  it('is that of every other one with the same views and reactions', () => {
    expect(liveConsumerGroup([{ ...terms }, { ...feed }], [{ ...announce }])).toBe(group);
  });

  it.each([
    ['a view of another version', liveConsumerGroup([{ ...feed, version: 3 }, terms], [announce])],
    ['one view more', liveConsumerGroup([feed, terms, { name: 'journey', version: 1 }], [announce])],
    ['a reaction less', liveConsumerGroup([feed, terms], [])],
  ])('is another one with %s', (_, other) => {
    expect(other).not.toBe(group);
  });
});
