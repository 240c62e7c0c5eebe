import { type Checkpoint, verdict } from './checkpoint.js';

const EPOCH = '0b1c2d3e-4f50-4617-8a9b-acbdcedf0011';
const checkpoint: Checkpoint = { slice: 'people', next: 20n, epoch: EPOCH, highWater: 100n };
const place = (previous: bigint, sequence: bigint, epoch = EPOCH) => ({ previous, sequence, epoch });

describe('a message of ours', () => {
  it('is due when the one before it was applied', () => {
    expect(verdict(checkpoint, 20n, place(100n, 104n))).toBe('due');
    expect(verdict(checkpoint, 20n, place(97n, 104n))).toBe('due');
  });

  it('is known by its sequence, wherever it stands', () => {
    expect(verdict(checkpoint, 20n, place(97n, 100n))).toBe('known');
    expect(verdict(checkpoint, 500n, place(0n, 3n))).toBe('known');
  });

  it('is due below the offset that was read, when its topic was made anew', () => {
    expect(verdict(checkpoint, 7n, place(100n, 101n))).toBe('due');
  });

  it('shows a gap when the one before it was never seen', () => {
    expect(verdict(checkpoint, 20n, place(101n, 104n))).toBe('gap');
  });

  it('is of another log when its epoch is another, even if its sequence would be known', () => {
    const other = 'ffffffff-4f50-4617-8a9b-acbdcedf0011';
    expect(verdict(checkpoint, 20n, place(100n, 104n, other))).toBe('other-log');
    expect(verdict(checkpoint, 20n, place(0n, 3n, other))).toBe('other-log');
  });

  it('is taken from any log by a slice that has seen none, but only from its first message on', () => {
    const fresh = { ...checkpoint, next: 0n, epoch: null, highWater: 0n };
    expect(verdict(fresh, 0n, place(0n, 3n))).toBe('due');
    expect(verdict(fresh, 0n, place(3n, 4n))).toBe('gap');
  });
});

describe('a record of an upstream system', () => {
  it('is judged by its offset', () => {
    expect([19n, 20n, 21n].map(offset => verdict(checkpoint, offset, null))).toEqual(['known', 'due', 'due']);
  });
});
