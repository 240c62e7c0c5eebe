import { remembering, rememberingTexts } from './remembering.js';

describe('a function that remembers', () => {
  const asked: string[] = [];
  const join = remembering((...words: string[]) => (asked.push(words.join('')), words.join(' ')));
  beforeEach(() => asked.splice(0));

  it('answers the same question once', () => {
    expect([join('a', 'b'), join('a', 'b')]).toEqual(['a b', 'a b']);
    expect(asked).toEqual(['ab']);
  });

  it('answers every other one anew', () => {
    expect([join('a', 'b'), join('a'), join('a', 'c'), join('a', 'b')]).toEqual(['a b', 'a', 'a c', 'a b']);
    expect(asked).toEqual(['a', 'ac', 'ab']);
  });
});

describe('a function of texts that remembers', () => {
  it('answers the latest of them once', () => {
    const asked: string[] = [];
    const size = rememberingTexts(2, text => asked.push(text) && text.length);
    expect(['a', 'bc', 'a', 'bc', 'def', 'a'].map(size)).toEqual([1, 2, 1, 2, 3, 1]);
    expect(asked).toEqual(['a', 'bc', 'def', 'a']);
  });
});
