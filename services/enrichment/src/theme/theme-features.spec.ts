import { plainText } from '../language/plain-text.js';
import { themeFeaturesOf } from './theme-features.js';

const featuresOf = (text: string) => themeFeaturesOf(plainText(text));
const same = (one: string, other: string) => expect(featuresOf(one)).toEqual(featuresOf(other));
const sizeOf = (text: string) => featuresOf(text).indices.length;

describe('what may tell a theme', () => {
  it('is the same however it is written', () => {
    same('Die Tür klemmt!', 'die tuer klemmt');
    same('Scan to e-mail', 'scan TO email');
    same('卡纸', '「卡纸」');
  });

  it('is a word, its neighbours and its parts', () => {
    // " ab", "ab ", " ab " and the word
    expect(sizeOf('ab')).toBe(4);
    // and "cd" likewise, and both as a pair
    expect(sizeOf('ab cd')).toBe(9);
  });

  it('is in Chinese a character and what stands next to it, but no clause as a whole', () => {
    expect(sizeOf('卡纸')).toBe(3);
    expect(sizeOf('双面卡纸')).toBe(4 + 3 + 2);
    expect(sizeOf('app卡纸')).toBe(sizeOf('app') + 3);
  });

  it('is nothing where nothing is said', () => {
    expect(sizeOf('…!')).toBe(0);
  });
});
