import { MODELS, type ModelName } from '../language/signal-model.js';
import { type OutOfFoldText, thresholdsOf } from './signal-validation.js';

function text(need: OutOfFoldText['need'], expressed: number, implied = 0): OutOfFoldText {
  const of = <Value>(value: Value): Record<ModelName, Value> =>
    Object.fromEntries(MODELS.map(name => [name, value])) as Record<ModelName, Value>;
  const probabilities = { ...of(0), expressed, implied };
  return { need, weight: 1, sentences: [{ hits: [], truth: of(false), probabilities }] };
}

const times = (count: number, texts: OutOfFoldText[]): OutOfFoldText[] =>
  Array.from({ length: count }, () => texts).flat();

describe('the thresholds of needs', () => {
  const own = [text('expressed', 0.9), text('expressed', 0.5), text('other', 0.3), text('other', 0.2)];
  const expressedBeside = (others: OutOfFoldText[]): number =>
    thresholdsOf(own, new Set(), [{ expressed: others, implied: [] }]).thresholds.expressed.alone;

  it('rise where texts of another source would be false positives', () => {
    expect(expressedBeside([])).toBeLessThanOrEqual(0.5);
    expect(expressedBeside(times(8, [text('other', 0.7)]))).toBeGreaterThan(0.7);
  });

  it('are reported with the rate of the positives that they were measured on', () =>
    expect(thresholdsOf(own, new Set()).metrics.expressed).toMatchObject({ rate: 0.5, file: { support: 2 } }));

  it('weigh each source as if it had as many texts as the own corpus', () => {
    const some = [...times(3, [text('other', 0.7)]), ...times(17, [text('other', 0.1)])];
    expect(expressedBeside(some)).toBeLessThanOrEqual(0.5);
    expect(expressedBeside(times(20, some))).toBeLessThanOrEqual(0.5);
  });

  it('of implied needs leave out texts that are predicted to be expressed', () => {
    const all = [...own, ...[0.9, 0.9, 0.4].map(implied => text('implied', 0.1, implied))];
    const taken = times(8, [text('other', 0.95, 0.6)]);
    const { thresholds } = thresholdsOf(all, new Set(), [{ expressed: [], implied: taken }]);
    expect(thresholds.implied.alone).toBeLessThanOrEqual(0.4);
  });
});
