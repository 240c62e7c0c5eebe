import { Expiring } from './expiring.js';

it('a value is there until its time is over', () => {
  let time = 0;
  const remembered = new Expiring<string>(100, 10, () => time);
  remembered.set('a', 'one');
  time = 99;
  expect(remembered.get('a')).toBe('one');
  time = 100;
  expect(remembered.get('a')).toBeUndefined();
});

it('a value that is set anew lives anew', () => {
  let time = 0;
  const remembered = new Expiring<string>(100, 10, () => time);
  remembered.set('a', 'one');
  time = 60;
  remembered.set('a', 'two');
  time = 159;
  expect(remembered.get('a')).toBe('two');
});

it('the oldest makes room for the newest', () => {
  const remembered = new Expiring<number>(100, 2, () => 0);
  ['a', 'b', 'c'].forEach((key, index) => remembered.set(key, index));
  expect(['a', 'b', 'c'].map(key => remembered.get(key))).toEqual([undefined, 1, 2]);
});
