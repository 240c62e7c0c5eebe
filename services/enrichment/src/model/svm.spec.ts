import { featuresOf, type Vector } from './features.js';
import { seeded } from './random.js';
import { marginOf, trainLinear } from './svm.js';

const KIND = { words: [1, 2], characters: [2, 5] } as const;
const LATE = ['the parcel is late', 'my order came late again', 'still late, where is it?', 'late by a week'];
const FINE = ['the parcel is here', 'my order came in time', 'all well, thank you', 'quick and friendly'];

const vectors: Vector[] = [...LATE, ...FINE].map(text => featuresOf(text, KIND));
const isLate = vectors.map((_, nth) => nth < LATE.length);
const train = (seed: number) => trainLinear(vectors, isLate, { cost: 1, random: seeded(seed) });

describe('a linear model', () => {
  it('separates what it was trained on, and what resembles it', () => {
    const model = train(1);
    expect(vectors.map(vector => marginOf(model, vector) > 0)).toEqual(isLate);
    expect(marginOf(model, featuresOf('why is the order so late', KIND))).toBeGreaterThan(0);
    expect(marginOf(model, featuresOf('it is here, thank you', KIND))).toBeLessThan(0);
  });

  it('is the same for the same seed', () => {
    expect(train(7)).toEqual(train(7));
  });

  it('leans towards the positive class where its errors cost more', () => {
    const fair = train(1);
    const strict = trainLinear(vectors, isLate, { cost: 1, positiveWeight: 10, random: seeded(1) });
    const between = featuresOf('the order', KIND);
    expect(marginOf(strict, between)).toBeGreaterThan(marginOf(fair, between));
  });

  it('ignores an example of importance 0', () => {
    const importance = Float32Array.from(vectors, (_, nth) => (nth === 3 ? 0 : 1));
    const model = trainLinear(vectors, isLate, { cost: 1, importance, random: seeded(1) });
    const without = trainLinear(
      vectors.filter((_, nth) => nth !== 3),
      isLate.filter((_, nth) => nth !== 3),
      { cost: 1, random: seeded(1) },
    );
    const asked = featuresOf('late by a week', KIND);
    expect(marginOf(model, asked)).toBeCloseTo(marginOf(without, asked), 1);
  });
});
