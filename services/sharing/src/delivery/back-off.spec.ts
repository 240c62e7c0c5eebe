import { RETRY_FOR_MS, nextAttemptAt } from './back-off.js';

const NOW = new Date('2026-11-02T08:00:00Z');
const HOUR = 3_600_000;
const failed = { status: 500, retryAfter: null };
const after = (ms: number) => new Date(NOW.getTime() + ms);

describe('a message that did not arrive', () => {
  it('is tried after seconds, then minutes, then hours', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 7, 20].map(tried =>
      nextAttemptAt({ tried, firstTriedAt: NOW }, failed, NOW, 1 - Number.EPSILON)!.getTime(),
    );
    const seconds = [5, 20, 80, 320, 1_280, 5_120, 20_480, 21_600, 21_600];
    expect(waits.map(at => Math.round((at - NOW.getTime()) / 1_000))).toEqual(seconds);
  });

  it('is tried after a random part of the wait, so that not all are tried at the same moment', () => {
    expect(nextAttemptAt({ tried: 0, firstTriedAt: null }, failed, NOW, 0)).toEqual(after(2_500));
    expect(nextAttemptAt({ tried: 0, firstTriedAt: null }, failed, NOW, 0.5)).toEqual(after(3_750));
  });

  it('is tried a last time after three days, and then no more', () => {
    const almost = after(-RETRY_FOR_MS + 60_000);
    expect(nextAttemptAt({ tried: 15, firstTriedAt: almost }, failed, NOW, 0)).toEqual(after(60_000));
    expect(nextAttemptAt({ tried: 16, firstTriedAt: after(-RETRY_FOR_MS) }, failed, NOW, 0)).toBeNull();
    expect(RETRY_FOR_MS).toBe(72 * HOUR);
  });
});

describe('Retry-After', () => {
  const asked = (status: number, retryAfter: string) =>
    nextAttemptAt({ tried: 0, firstTriedAt: NOW }, { status, retryAfter }, NOW, 0)!.getTime() - NOW.getTime();

  it.each([
    ['120', 120_000],
    [' 7 ', 7_000],
    ['Mon, 02 Nov 2026 08:10:00 GMT', 600_000],
    ['0', 2_500],
    ['1', 2_500],
    ['Mon, 02 Nov 2020 08:10:00 GMT', 2_500],
    ['999999999', 6 * HOUR],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 6 * HOUR],
    ['-5', 2_500],
    ['soon', 2_500],
    ['1e9', 2_500],
    ['', 2_500],
  ])('%j makes it wait %i ms', (retryAfter, ms) => {
    expect(asked(429, retryAfter)).toBe(ms);
    expect(asked(503, retryAfter)).toBe(ms);
  });

  it('of one second does not make us call a receiver every second for days', () => {
    let calls = 0;
    for (let at: Date | null = NOW; at && calls < 1_000; calls += 1)
      at = nextAttemptAt({ tried: calls, firstTriedAt: NOW }, { status: 503, retryAfter: '1' }, at, 0);
    expect(calls).toBeLessThan(40);
  });

  it('is ignored in any other answer', () => expect(asked(500, '120')).toBe(2_500));
});
