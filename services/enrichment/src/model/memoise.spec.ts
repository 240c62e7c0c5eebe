import { memoiseByBoth, memoiseByKey, memoiseLast } from './memoise.js';

describe('a function with its last result memoised', () => {
  const calls: string[] = [];
  const join = memoiseLast((...words: string[]) => (calls.push(words.join('')), words.join(' ')));
  beforeEach(() => calls.splice(0));

  it('is computed once for the same arguments in a row', () => {
    expect([join('a', 'b'), join('a', 'b')]).toEqual(['a b', 'a b']);
    expect(calls).toEqual(['ab']);
  });

  it('is computed anew for any other arguments', () => {
    expect([join('a', 'b'), join('a'), join('a', 'c'), join('a', 'b')]).toEqual(['a b', 'a', 'a c', 'a b']);
    expect(calls).toEqual(['a', 'ac', 'ab']);
  });
});

describe('a function memoised by its argument', () => {
  const called = (most?: number): string[] => {
    const calls: string[] = [];
    const size = memoiseByKey((text: string) => calls.push(text) && text.length, most);
    expect(['a', 'bc', 'a', 'bc', 'def', 'a'].map(size)).toEqual([1, 2, 1, 2, 3, 1]);
    return calls;
  };

  it('is computed once for each', () => expect(called()).toEqual(['a', 'bc', 'def']));

  it('forgets all results where one more than the limit would be kept', () =>
    expect(called(2)).toEqual(['a', 'bc', 'def', 'a']));
});

describe('a function memoised by both of its arguments', () => {
  it('is computed once for each pair, and forgets for each second one apart', () => {
    const calls: string[] = [];
    const joined = memoiseByBoth((text: string, by: number) => calls.push(text + by) && text + by, 2);
    const pairs: [string, number][] = [
      ['a', 1],
      ['a', 2],
      ['a', 1],
      ['b', 1],
      ['c', 1],
      ['a', 2],
      ['a', 1],
    ];
    expect(pairs.map(([text, by]) => joined(text, by))).toEqual(['a1', 'a2', 'a1', 'b1', 'c1', 'a2', 'a1']);
    expect(calls).toEqual(['a1', 'a2', 'b1', 'c1', 'a1']);
  });
});
