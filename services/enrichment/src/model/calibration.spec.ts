import { fitCalibration, probabilitiesOf } from './calibration.js';
import { seeded } from './random.js';

/** Margins whose log-odds are slope · margin + offset, with classes drawn by them. */
function sample(slope: number, offset: number): { margins: number[][]; classOf: number[] } {
  const random = seeded(5);
  const margins = Array.from({ length: 5_000 }, () => [random() * 4 - 2]);
  const classOf = margins.map(([margin]) => (random() < 1 / (1 + Math.exp(-slope * margin! - offset)) ? 1 : 0));
  return { margins, classOf };
}

describe('a calibration', () => {
  it('finds the log-odds that margins were drawn by', () => {
    const { margins, classOf } = sample(3, -1);
    const calibration = fitCalibration(margins, classOf, { classes: 2 });
    for (const margin of [-1, 0, 0.3, 1])
      expect(probabilitiesOf(calibration, [margin])[1]).toBeCloseTo(1 / (1 + Math.exp(-3 * margin + 1)), 1);
  });

  it('expects a class as often as it occurs', () => {
    const { margins, classOf } = sample(1, 2);
    const calibration = fitCalibration(margins, classOf, { classes: 2 });
    const expected = margins.reduce((sum, margin) => sum + probabilitiesOf(calibration, margin)[1]!, 0);
    expect(expected / classOf.reduce<number>((sum, one) => sum + one, 0)).toBeCloseTo(1, 3);
  });

  it('gives probabilities of three classes that sum to 1', () => {
    const margins = [
      [2, -1, -1],
      [-1, 2, -1],
      [-1, -1, 2],
    ].flatMap(margin => Array.from({ length: 9 }, () => margin));
    const calibration = fitCalibration(
      margins,
      [0, 1, 2].flatMap(each => new Array<number>(9).fill(each)),
      { classes: 3 },
    );
    const probabilities = probabilitiesOf(calibration, [-1, 2, -1]);
    expect(probabilities.reduce((sum, one) => sum + one)).toBeCloseTo(1, 9);
    expect(probabilities.indexOf(Math.max(...probabilities))).toBe(1);
    expect(probabilities[0]).toBeCloseTo(probabilities[2]!, 6);
  });

  it('is never certain, however well margins separate the classes', () => {
    const calibration = fitCalibration([[-1], [-1], [1], [1]], [0, 0, 1, 1], { classes: 2 });
    expect(probabilitiesOf(calibration, [1])[1]).toBeLessThan(0.95);
    expect(probabilitiesOf(calibration, [1e9])[1]).toBeLessThanOrEqual(1);
  });

  it('counts an example by its importance', () => {
    const margins = [[0], [0], [0], [0]];
    const importance = Float32Array.from([3000, 0, 0, 1000]);
    const calibration = fitCalibration(margins, [0, 0, 0, 1], { classes: 2, importance });
    expect(probabilitiesOf(calibration, [0])[0]).toBeCloseTo(0.75, 2);
  });
});
