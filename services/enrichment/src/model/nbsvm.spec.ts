import { BUCKETS, featuresOf, type Vector } from './features.js';
import { seeded } from './random.js';
import { trainNbSvm } from './nbsvm.js';
import { marginOf, trainLinear } from './svm.js';

const KIND = { words: [1, 1], characters: [1, 0] } as const;
const LATE = ['late today', 'late parcel today', 'late again', 'late parcel again', 'late'];
const FINE = ['fine today', 'fine parcel today', 'fine again', 'fine parcel again', 'fine'];
const OFTEN = ['late', 'belated', 'overdue', 'tardy', 'slow', 'delayed'];
const vectors: Vector[] = [...LATE, ...FINE].map(text => featuresOf(text, KIND));
const isLate = vectors.map((_, nth) => nth < LATE.length);
const training = { cost: 1, interpolation: 0.7, maxWeights: BUCKETS, random: seeded(1) };
const train = (other: Partial<typeof training> & { importance?: Float32Array } = {}) =>
  trainNbSvm(vectors, isLate, { ...training, random: seeded(1), ...other });
const weightOf = (model: { weights: Float32Array }, word: string): number =>
  model.weights[featuresOf(word, KIND).indices[0]!]!;

describe('an NBSVM model', () => {
  it('separates the classes it was trained on', () => {
    const model = train();
    expect(vectors.map(vector => marginOf(model, vector) > 0)).toEqual(isLate);
  });

  it('is an ordinary linear model where the interpolation is 0', () => {
    expect(train({ interpolation: 0 })).toEqual(trainLinear(vectors, isLate, { cost: 1, random: seeded(1) }));
  });

  it('gives a word of both classes less weight beside one of a single class', () => {
    // Once more often with what is late: an ordinary model takes that for a sign.
    const shifted = [...vectors, featuresOf('late parcel parcel', KIND)];
    const labels = [...isLate, true];
    const share = (interpolation: number): number => {
      const model = trainNbSvm(shifted, labels, { ...training, interpolation, random: seeded(1) });
      return Math.abs(weightOf(model, 'parcel') / weightOf(model, 'late'));
    };
    expect(share(1)).toBeLessThan(share(0) / 2);
  });

  it('counts an example of importance 2 as if it were there twice', () => {
    const doubled = [...vectors, vectors[0]!];
    const twice = trainNbSvm(doubled, [...isLate, true], { ...training, random: seeded(1) });
    const important = train({ importance: Float32Array.from(vectors, (_, nth) => (nth === 0 ? 2 : 1)) });
    for (const word of ['late', 'fine', 'today'])
      expect(weightOf(important, word)).toBeCloseTo(weightOf(twice, word), 1);
  });

  it('keeps the weights that move the most texts, not the largest', () => {
    const often = Array.from({ length: 40 }, (_, nth) => featuresOf(nth < 20 ? OFTEN.join(' ') : 'fine', KIND));
    const keeping = (maxWeights: number) =>
      trainNbSvm([...often, featuresOf('dreadful', KIND)], [...often.map((_, nth) => nth < 20), true], {
        ...training,
        maxWeights,
        random: seeded(1),
      });
    const all = keeping(BUCKETS);
    const few = keeping(OFTEN.length + 1);
    expect(weightOf(all, 'dreadful')).toBeGreaterThan(weightOf(all, 'late'));
    expect(weightOf(few, 'dreadful')).toBe(0);
    for (const word of [...OFTEN, 'fine']) expect(weightOf(few, word)).toBe(weightOf(all, word));
  });
});
