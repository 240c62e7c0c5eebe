import { assess, type Assessment, type ThemeCount } from './surveillance.js';

const OTHERS: ThemeCount = { theme: 'others', observed: 300, baseline: 2_800, customers: 250 };

/** One theme beside others at a steady rate. */
const assessed = ([observed, baseline]: [number, number], { customers = observed, themes = 1 } = {}): Assessment => {
  const quiet = Array.from({ length: themes - 1 }, (_, nth) => ({
    ...{ theme: `quiet ${nth}`, observed: 3, baseline: 28, customers: 3 },
  }));
  return assess([OTHERS, ...quiet, { theme: 'lid', observed, baseline, customers }], 28).at(-1)!;
};

it('the expected count is the baseline at the present volume', () => {
  expect(assessed([3, 28]).expected).toBeCloseTo(3, 1);
  expect(assess([OTHERS, { theme: 'lid', observed: 3, baseline: 28, customers: 3 }], 28)[0]!.expected).toBeGreaterThan(
    200,
  );
});

it.each([
  ['three items of a new theme are too few', [3, 0], {}, false],
  ['four items of a new theme are enough', [4, 0], {}, true],
  ['four items of a new theme are enough among hundreds of themes', [4, 0], { themes: 400 }, true],
  ['twelve items of one customer are not enough', [12, 0], { customers: 1 }, false],
  ['three times the expected may be chance', [9, 28], {}, false],
  ['a p-value of .01 is not significant, for tests are many', [11, 28], {}, false],
  ['four times the expected is significant', [12, 28], {}, true],
  ['four times the expected is not significant among hundreds of themes', [12, 28], { themes: 400 }, false],
  ['a significant rise below twice the expected is no news', [150, 840], {}, false],
  ['a significant rise above twice the expected is news', [190, 840], {}, true],
] as [string, [number, number], object, boolean][])('%s', (_, counts, options, emerges) =>
  expect(assessed(counts, options).emerges).toBe(emerges),
);

it('an alert lasts while there is still more than usual', () => {
  expect([7, 5].map(observed => assessed([observed, 28]).lasts)).toEqual([true, false]);
  expect(assessed([3, 0]).lasts).toBe(false);
});
