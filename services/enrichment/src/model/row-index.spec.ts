import { RowIndex } from './row-index.js';

describe('the row index', () => {
  it('finds the row of each bucket in use, and of no other', () => {
    const buckets = Int32Array.from({ length: 1000 }, (_, nth) => nth * 200 + 7);
    const index = new RowIndex(buckets);
    expect([...buckets].map(bucket => index.rowOf(bucket))).toEqual([...buckets.keys()]);
    for (const other of [0, 8, 206, 262_143]) expect(index.rowOf(other)).toBe(-1);
  });

  it('finds none where no bucket is in use', () => expect(new RowIndex(new Int32Array()).rowOf(0)).toBe(-1));
});
