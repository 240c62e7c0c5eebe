import { Rows } from './rows.js';

describe('the rows of buckets', () => {
  it('are found again, and no others', () => {
    const buckets = Int32Array.from({ length: 1000 }, (_, nth) => nth * 200 + 7);
    const rows = new Rows(buckets);
    expect([...buckets].map(bucket => rows.rowOf(bucket))).toEqual([...buckets.keys()]);
    for (const other of [0, 8, 206, 262_143]) expect(rows.rowOf(other)).toBe(-1);
  });

  it('are none where no bucket is in use', () => expect(new Rows(new Int32Array()).rowOf(0)).toBe(-1));
});
