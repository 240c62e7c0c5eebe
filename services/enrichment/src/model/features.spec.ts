import { BUCKETS, bucketOf, featuresOf, type Vector, withNamed } from './features.js';

const CHARACTERS = { words: null, characters: [1, 2] } as const;
const lengthOf = ({ values }: Vector) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

describe('the features of a text', () => {
  it('are its n-grams, each in one entry', () => {
    // ' ', 'a', 'b' and ' a', 'ab', 'b '
    expect(featuresOf('ab', CHARACTERS).indices).toHaveLength(6);
    expect(featuresOf('aaaa', CHARACTERS).indices).toHaveLength(5);
    expect(new Set(featuresOf('wohin, woher, wohin?', CHARACTERS).indices).size).toBe(
      featuresOf('wohin, woher, wohin?', CHARACTERS).indices.length,
    );
  });

  it('are L2-normalised', () => {
    for (const text of ['a', 'Der Drucker druckt nicht', '墨粉又用完了', '🖨️'])
      expect(lengthOf(featuresOf(text, CHARACTERS))).toBeCloseTo(1, 5);
  });

  it('do not depend on the text before', () => {
    const first = featuresOf('the parcel is late', { words: [1, 2], characters: [2, 5] });
    featuresOf('something else', { words: [1, 2], characters: [2, 5] });
    expect(featuresOf('the parcel is late', { words: [1, 2], characters: [2, 5] })).toEqual(first);
  });

  it('hash a word apart from the same characters', () => {
    const words = featuresOf('late', { words: [1, 1], characters: [9, 9] });
    const characters = featuresOf('late', { words: null, characters: [5, 5] });
    expect([...characters.indices]).not.toContain(words.indices[0]);
  });

  it('have no limit, however long the text', () => {
    const text = Array.from({ length: 20_000 }, (_, nth) => String.fromCodePoint(0x4e00 + (nth % 20_000))).join('');
    expect(featuresOf(text, CHARACTERS).indices.length).toBeGreaterThan(30_000);
  });

  it('may be followed by named ones', () => {
    const vector = withNamed(featuresOf('late', CHARACTERS), [[bucketOf('rule:en.request.please'), 0.5]]);
    expect(vector.values.at(-1)).toBe(0.5);
    expect(vector.indices.at(-1)).toBeGreaterThanOrEqual(0);
    expect(vector.indices.at(-1)).toBeLessThan(BUCKETS);
  });
});
