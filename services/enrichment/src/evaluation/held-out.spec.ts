import { splitOf } from './held-out.js';

describe('what is held out', () => {
  // Of words that no other one has.
  const wordOf = (nth: number): string => ((nth + 11) * 7_654_321).toString(36);
  const texts = Array.from({ length: 40 }, (_, nth) => ({ text: [3, 5, 7].map(by => wordOf(nth * by)).join(' ') }));
  const twins = [
    { text: 'When does the swimming pool open?' },
    { text: 'when does the swimming pool open' },
    { text: 'So when does the swimming pool open??' },
  ];

  it('is the part that was asked for, always the same, and all the rest is learnt', () => {
    const { learnt, held } = splitOf(texts, 0.25, 3);
    expect(held).toHaveLength(10);
    expect(new Set([...learnt, ...held])).toEqual(new Set(texts));
    expect(splitOf(texts, 0.25, 3)).toEqual({ learnt, held });
    expect(splitOf(texts, 0.25, 4).held).not.toEqual(held);
  });

  it('never has a near-duplicate among what is learnt', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { held } = splitOf([...texts, ...twins], 0.5, seed);
      expect([0, 3]).toContain(held.filter(one => twins.includes(one)).length);
    }
  });
});
