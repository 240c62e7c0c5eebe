import { formatDuration, formatElapsed } from './time-format.js';

describe('a length of time', () => {
  it.each([
    [84, '84 ms'],
    [1_500, '1.5 sec'],
    [180_000, '3 min'],
    [5_400_000, '1.5 hr'],
    [57_600 * 60_000, '40 days'],
  ])('%d ms is told in the largest unit that it fills', (ms, words) => expect(formatDuration('en', ms)).toBe(words));

  it('is none where the clock of the second was behind', () => {
    expect(formatElapsed('en', '2026-03-01T12:00:00Z', '2026-03-01T11:59:00Z')).toBe('+ 0 ms');
  });
});
