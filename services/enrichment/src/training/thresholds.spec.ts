import type { RuleSupport } from '../language/signal-model.js';
import { bestThreshold, type Case, isPredicted } from './thresholds.js';

const text = (truth: boolean, probability: number, rule: RuleSupport = null, weight = 1): Case => ({
  truth,
  weight,
  sentences: [
    { probability: 0.01, rule: null },
    { probability, rule },
  ],
});

describe('thresholds', () => {
  it('separate cases that can be separated', () => {
    const cases = [text(true, 0.8), text(true, 0.7), text(false, 0.4), text(false, 0.3)];
    const threshold = bestThreshold(cases, 0.1, 0.1);
    expect(cases.map(({ sentences }) => isPredicted(sentences, threshold))).toEqual([true, true, false, false]);
  });

  it('are lower where a believed rule says the same', () => {
    const cases = [text(true, 0.8), text(true, 0.3, 'believed'), text(false, 0.5), text(false, 0.1, 'believed')];
    const threshold = bestThreshold(cases, 0.1, 0.2);
    expect(threshold.alone).toBeGreaterThan(0.5);
    expect(cases.map(({ sentences }) => isPredicted(sentences, threshold))).toEqual([true, true, false, false]);
    expect(isPredicted(cases[1]!.sentences, bestThreshold(cases, 0.1, 0.4))).toBe(false);
  });

  it('rise where positives are rare', () => {
    const cases = [
      text(true, 0.9),
      text(true, 0.55),
      text(true, 0.55),
      ...Array.from({ length: 6 }, () => text(false, 0.1)),
      ...Array.from({ length: 3 }, () => text(false, 0.6)),
    ];
    expect(bestThreshold(cases, 0.6, 0.1).alone).toBeLessThan(0.56);
    expect(bestThreshold(cases, 0.1, 0.1).alone).toBeGreaterThan(0.6);
  });

  it('hardly move for a case of little weight', () => {
    const rare = [text(true, 0.9), text(true, 0.55), text(false, 0.6, null, 0.01), text(false, 0.1)];
    expect(bestThreshold(rare, 0.1, 0.1).alone).toBeLessThan(0.56);
  });
});
