import { randomSplit } from './random-split.js';

describe('a random split', () => {
  // Of words that no other one has.
  const wordOf = (nth: number): string => ((nth + 11) * 7_654_321).toString(36);
  const texts = Array.from({ length: 40 }, (_, nth) => ({ text: [3, 5, 7].map(by => wordOf(nth * by)).join(' ') }));
  const twins = [
    { text: 'When does the swimming pool open?' },
    { text: 'when does the swimming pool open' },
    { text: 'So when does the swimming pool open??' },
  ];

  it('holds out the part that was asked for, the same for the same seed, and trains on the rest', () => {
    const { train, test } = randomSplit(texts, 0.25, 3);
    expect(test).toHaveLength(10);
    expect(new Set([...train, ...test])).toEqual(new Set(texts));
    expect(randomSplit(texts, 0.25, 3)).toEqual({ train, test });
    expect(randomSplit(texts, 0.25, 4).test).not.toEqual(test);
  });

  it('keeps near-duplicates on one side', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { test } = randomSplit([...texts, ...twins], 0.5, seed);
      expect([0, 3]).toContain(test.filter(one => twins.includes(one)).length);
    }
  });
});
