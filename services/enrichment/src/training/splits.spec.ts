import { seeded } from '../model/random.js';
import { kFolds, nearDuplicateGroups, leaveOneSourceOut } from './splits.js';

const TEXTS = [
  'The courier left the parcel in the rain again.',
  'Breakfast ends at nine, which is far too early.',
  'the courier left the parcel in the rain AGAIN!!',
  '快递又把包裹扔在门口了，也不打电话',
  '快递又把包裹扔在门口了，也不打个电话',
  'ok',
  'OK',
];

describe('near-duplicates', () => {
  it('are one group, under the first of them', () => {
    expect([...nearDuplicateGroups(TEXTS)]).toEqual([0, 1, 0, 3, 3, 5, 5]);
  });

  it('of a text that is tested on are not trained on', () => {
    const [shop, bank] = leaveOneSourceOut(
      ['shop', 'shop', 'bank', 'bank', 'bank', 'shop', 'bank'],
      nearDuplicateGroups(TEXTS),
    );
    expect(shop).toEqual({ name: 'shop', test: [0, 1, 5], train: [3, 4] });
    expect(bank).toEqual({ name: 'bank', test: [2, 3, 4, 6], train: [1] });
  });

  it('fall into one fold', () => {
    const groups = Int32Array.from({ length: 3_000 }, (_, nth) => Math.floor(nth / 3) * 3);
    const folds = kFolds(groups, 5, seeded(2));
    expect(folds.flatMap(({ test }) => test).sort((a, b) => a - b)).toEqual([...groups.keys()]);
    for (const { train, test } of folds) {
      expect(test.length).toBeGreaterThan(450);
      expect(test.length % 3).toBe(0);
      expect(train.length + test.length).toBe(3_000);
    }
    expect(kFolds(groups, 5, seeded(2))).toEqual(folds);
  });
});
