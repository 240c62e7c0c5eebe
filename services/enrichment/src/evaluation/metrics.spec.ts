import { binaryOf, reweightedOf, scoresOf } from './metrics.js';

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('the scores of a classifier', () => {
  const judged = [
    ...times(6, { truth: 'negative', said: 'negative' }),
    ...times(2, { truth: 'negative', said: 'neutral' }),
    ...times(1, { truth: 'neutral', said: 'negative' }),
    ...times(1, { truth: 'positive', said: 'positive' }),
  ];
  const scores = scoresOf(judged, ['negative', 'neutral', 'positive']);

  it('are precision, recall and F1 of each class', () => {
    expect(scores.classes['negative']).toMatchObject({ precision: 6 / 7, recall: 6 / 8, support: 8 });
    expect(scores.classes['negative']?.f1).toBeCloseTo(0.8, 10);
    expect(scores.classes['neutral']).toEqual({ precision: 0, recall: 0, f1: 0, support: 1 });
    expect(scores.classes['positive']).toEqual({ precision: 1, recall: 1, f1: 1, support: 1 });
  });

  it('give a rare class the weight of a frequent one in the macro mean only', () => {
    expect(scores.macro).toBeCloseTo((0.8 + 0 + 1) / 3, 10);
    expect(scores.micro).toBeCloseTo(0.7, 10);
  });

  it('hold the confusion matrix', () => {
    expect(scores.confusion).toEqual({
      negative: { negative: 6, neutral: 2, positive: 0 },
      neutral: { negative: 1, neutral: 0, positive: 0 },
      positive: { negative: 0, neutral: 0, positive: 1 },
    });
  });

  it('are 0 for no texts', () => {
    expect(scoresOf([], ['negative'])).toMatchObject({ macro: 0, micro: 0 });
  });
});

describe('F1 at another prevalence', () => {
  // Half of the file are needs; 4 of 5 are found, 1 of 5 others is taken for one.
  const half = [
    ...times(40, [true, true] as const),
    ...times(10, [true, false] as const),
    ...times(10, [false, true] as const),
    ...times(40, [false, false] as const),
  ];

  it('is that of the file at the prevalence of the file', () => {
    expect(reweightedOf(half, 0.5).f1).toBeCloseTo(binaryOf(half).f1, 10);
    expect(binaryOf(half)).toMatchObject({ precision: 0.8, recall: 0.8, support: 50 });
  });

  it('falls with precision where positives are one in ten, while recall stays', () => {
    const { precision, recall, f1 } = reweightedOf(half);
    expect(recall).toBeCloseTo(0.8, 10);
    expect(precision).toBeCloseTo(0.08 / (0.08 + 0.18), 10);
    expect(f1).toBeCloseTo((2 * 0.8 * precision) / (0.8 + precision), 10);
  });

  it('is that of a file with that prevalence', () => {
    const oneInTen = [
      ...half.filter(([truth]) => truth),
      ...times(
        9,
        half.filter(([truth]) => !truth),
      ).flat(),
    ];
    expect(reweightedOf(half).f1).toBeCloseTo(binaryOf(oneInTen).f1, 10);
  });
});
