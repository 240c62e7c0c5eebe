import { judge, type Judged, type ThemeCount } from './judge.js';

const OTHERS: ThemeCount = { theme: 'others', observed: 300, base: 2_800, customers: 250 };

/** One theme beside others of which 3/28 came in the last days. */
const judged = ([observed, base]: [number, number], { customers = observed, themes = 1 } = {}): Judged => {
  const quiet = Array.from({ length: themes - 1 }, (_, nth) => ({
    ...{ theme: `quiet ${nth}`, observed: 3, base: 28, customers: 3 },
  }));
  return judge([OTHERS, ...quiet, { theme: 'lid', observed, base, customers }], 28).at(-1)!;
};

it('what is expected is the base at the volume of now', () => {
  expect(judged([3, 28]).expected).toBeCloseTo(3, 1);
  expect(judge([OTHERS, { theme: 'lid', observed: 3, base: 28, customers: 3 }], 28)[0]!.expected).toBeGreaterThan(200);
});

it.each([
  ['three items are too few', [3, 0], {}, false],
  ['four are enough where none were before', [4, 0], {}, true],
  ['so they are among hundreds of themes', [4, 0], { themes: 400 }, true],
  ['of one customer they are not', [12, 0], { customers: 1 }, false],
  ['what is three times as much may be chance', [9, 28], {}, false],
  ['what chance brings once in a hundred times is looked at too often', [11, 28], {}, false],
  ['four times as much is no chance', [12, 28], {}, true],
  ['but it is among hundreds of themes', [12, 28], { themes: 400 }, false],
  ['a small rise of much is certain, and no news', [150, 840], {}, false],
  ['twice as much of it is news', [190, 840], {}, true],
] as [string, [number, number], object, boolean][])('%s', (_, counts, options, emerges) =>
  expect(judged(counts, options).emerges).toBe(emerges),
);

it('an alert holds while there is still more than usual', () => {
  expect([7, 5].map(observed => judged([observed, 28]).lasts)).toEqual([true, false]);
  expect(judged([3, 0]).lasts).toBe(false);
});
