import { plainText } from '../language/plain-text.js';
import { themeFeaturesOf } from './theme-features.js';

const featuresOf = (text: string) => themeFeaturesOf(plainText(text));
const same = (one: string, other: string) => expect(featuresOf(one)).toEqual(featuresOf(other));
const sizeOf = (text: string) => featuresOf(text).indices.length;

describe('the features of a text', () => {
  it('are the same however it is written', () => {
    same('Die Tür klemmt!', 'die tuer klemmt');
    same('Scan to e-mail', 'scan TO email');
    same('卡纸', '「卡纸」');
  });

  it('are words, pairs of words and character n-grams within words', () => {
    // " ab", "ab ", " ab " and the word
    expect(sizeOf('ab')).toBe(4);
    // and "cd" likewise, and both as a pair
    expect(sizeOf('ab cd')).toBe(9);
  });

  it('are in Chinese n-grams of one to three characters', () => {
    expect(sizeOf('卡纸')).toBe(3);
    expect(sizeOf('双面卡纸')).toBe(4 + 3 + 2);
    expect(sizeOf('app卡纸')).toBe(sizeOf('app') + 3);
  });

  it('are none where there are no letters', () => {
    expect(sizeOf('…!')).toBe(0);
  });
});
