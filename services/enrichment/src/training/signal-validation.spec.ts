import { MODELS, type ModelName } from '../language/signal-model.js';
import { type HeldOut, thresholdsOf } from './signal-validation.js';

function text(need: HeldOut['need'], expressed: number, implied = 0): HeldOut {
  const of = <Value>(value: Value): Record<ModelName, Value> =>
    Object.fromEntries(MODELS.map(name => [name, value])) as Record<ModelName, Value>;
  const probabilities = { ...of(0), expressed, implied };
  return { need, weight: 1, sentences: [{ hits: [], truth: of(false), probabilities }] };
}

const times = (count: number, texts: HeldOut[]): HeldOut[] => Array.from({ length: count }, () => texts).flat();

describe('thresholds of needs', () => {
  const own = [text('expressed', 0.9), text('expressed', 0.5), text('other', 0.3), text('other', 0.2)];
  const expressedBeside = (strange: HeldOut[]): number =>
    thresholdsOf(own, new Set(), [{ expressed: strange, implied: [] }]).thresholds.expressed.alone;

  it('rise where texts of another source would be misread', () => {
    expect(expressedBeside([])).toBeLessThanOrEqual(0.5);
    expect(expressedBeside(times(8, [text('other', 0.7)]))).toBeGreaterThan(0.7);
  });

  it('say how frequent the yes are in what they were measured on', () =>
    expect(thresholdsOf(own, new Set()).metrics.expressed).toMatchObject({ rate: 0.5, file: { support: 2 } }));

  it('are chosen as if each source had as many texts as ours', () => {
    const some = [...times(3, [text('other', 0.7)]), ...times(17, [text('other', 0.1)])];
    expect(expressedBeside(some)).toBeLessThanOrEqual(0.5);
    expect(expressedBeside(times(20, some))).toBeLessThanOrEqual(0.5);
  });

  it('that are implied do not rise for what is taken for expressed', () => {
    const all = [...own, ...[0.9, 0.9, 0.4].map(implied => text('implied', 0.1, implied))];
    const taken = times(8, [text('other', 0.95, 0.6)]);
    const { thresholds } = thresholdsOf(all, new Set(), [{ expressed: [], implied: taken }]);
    expect(thresholds.implied.alone).toBeLessThanOrEqual(0.4);
  });
});
