import { measured } from './clusters.js';

const LABELLED = ['card', 'card', 'card', 'pin', 'pin', 'pin'].map((label, nth) => ({ text: `text ${nth}`, label }));
const figures = (group: () => unknown[]) => measured(LABELLED, { data: 'some', method: 'by hand', group, seed: 1 });

describe('what is measured of clusters', () => {
  it('is how well they agree with the classes, how many they are and who is in none', () => {
    expect(figures(() => [1, 1, 1, 2, 2, 'alone'])).toMatchObject({
      texts: 6,
      classes: 2,
      clusters: 2,
      alone: 1 / 6,
      data: 'some',
      method: 'by hand',
    });
    expect(figures(() => [1, 1, 1, 2, 2, 2])).toMatchObject({ adjustedRand: 1, clusters: 2, alone: 0 });
  });

  it('gives a method the texts and no label', () => {
    let seen: unknown = null;
    measured(LABELLED, {
      data: 'some',
      method: 'by hand',
      seed: 4,
      group: (texts, options) => ((seen = [texts[0], options]), texts),
    });
    expect(seen).toEqual(['text 0', { classes: 2, seed: 4 }]);
  });
});
