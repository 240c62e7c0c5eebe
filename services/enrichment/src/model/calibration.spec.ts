import { calibrated, probabilitiesOf } from './calibration.js';
import { seeded } from './random.js';

/** Margins of which the log odds are `slope · margin + offset`. */
function sample(slope: number, offset: number): { margins: number[][]; classOf: number[] } {
  const random = seeded(5);
  const margins = Array.from({ length: 5_000 }, () => [random() * 4 - 2]);
  const classOf = margins.map(([margin]) => (random() < 1 / (1 + Math.exp(-slope * margin! - offset)) ? 1 : 0));
  return { margins, classOf };
}

describe('a calibration', () => {
  it('finds the odds that margins stand for', () => {
    const { margins, classOf } = sample(3, -1);
    const calibration = calibrated(margins, classOf, { classes: 2 });
    for (const margin of [-1, 0, 0.3, 1])
      expect(probabilitiesOf(calibration, [margin])[1]).toBeCloseTo(1 / (1 + Math.exp(-3 * margin + 1)), 1);
  });

  it('says a class as often as it is there', () => {
    const { margins, classOf } = sample(1, 2);
    const calibration = calibrated(margins, classOf, { classes: 2 });
    const expected = margins.reduce((sum, margin) => sum + probabilitiesOf(calibration, margin)[1]!, 0);
    expect(expected / classOf.reduce<number>((sum, one) => sum + one, 0)).toBeCloseTo(1, 3);
  });

  it('knows more than two classes, which are 1 together', () => {
    const margins = [
      [2, -1, -1],
      [-1, 2, -1],
      [-1, -1, 2],
    ].flatMap(margin => Array.from({ length: 9 }, () => margin));
    const calibration = calibrated(
      margins,
      [0, 1, 2].flatMap(each => new Array<number>(9).fill(each)),
      { classes: 3 },
    );
    const probabilities = probabilitiesOf(calibration, [-1, 2, -1]);
    expect(probabilities.reduce((sum, one) => sum + one)).toBeCloseTo(1, 9);
    expect(probabilities.indexOf(Math.max(...probabilities))).toBe(1);
    expect(probabilities[0]).toBeCloseTo(probabilities[2]!, 6);
  });

  it('is never certain, however well margins part the classes', () => {
    const calibration = calibrated([[-1], [-1], [1], [1]], [0, 0, 1, 1], { classes: 2 });
    expect(probabilitiesOf(calibration, [1])[1]).toBeLessThan(0.95);
    expect(probabilitiesOf(calibration, [1e9])[1]).toBeLessThanOrEqual(1);
  });

  it('counts an example for what it is worth', () => {
    const margins = [[0], [0], [0], [0]];
    const importance = Float32Array.from([3000, 0, 0, 1000]);
    const calibration = calibrated(margins, [0, 0, 0, 1], { classes: 2, importance });
    expect(probabilitiesOf(calibration, [0])[0]).toBeCloseTo(0.75, 2);
  });
});
