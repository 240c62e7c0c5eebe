import { remembering } from './remembering.js';

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
