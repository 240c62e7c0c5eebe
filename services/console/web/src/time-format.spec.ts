import { formatDuration, formatElapsed } from './time-format.js';

describe('a duration', () => {
  it.each([
    [84, '84 ms'],
    [1_500, '1.5 sec'],
    [180_000, '3 min'],
    [5_400_000, '1.5 hr'],
    [57_600 * 60_000, '40 days'],
  ])('%d ms are told in the largest unit of which they have one', (ms, words) =>
    expect(formatDuration('en', ms)).toBe(words),
  );

  it('is 0 where the second instant is before the first', () => {
    expect(formatElapsed('en', '2026-03-01T12:00:00Z', '2026-03-01T11:59:00Z')).toBe('+ 0 ms');
  });
});
