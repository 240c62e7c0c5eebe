const FREE = -1;
// Knuth's multiplicative hashing: The Art of Computer Programming, volume 3, section 6.4.
const FACTOR = 0x9e3779b1;

/** The row of a table that each bucket in use has: a hash table with open addressing, for it is looked up once per feature of every text. */
export class RowIndex {
  private readonly keys: Int32Array;
  private readonly rows: Int32Array;
  private readonly shift: number;

  /** `buckets[row]` has that row. */
  constructor(buckets: Int32Array) {
    const bits = Math.max(4, Math.ceil(Math.log2(buckets.length * 2 + 1)));
    this.shift = 32 - bits;
    this.keys = new Int32Array(2 ** bits).fill(FREE);
    this.rows = new Int32Array(2 ** bits).fill(FREE);
    buckets.forEach((bucket, row) => {
      const slot = this.slotOf(bucket);
      this.keys[slot] = bucket;
      this.rows[slot] = row;
    });
  }

  /** −1 for a bucket that is not in use. */
  rowOf(bucket: number): number {
    return this.rows[this.slotOf(bucket)]!;
  }

  private slotOf(bucket: number): number {
    let slot = Math.imul(bucket, FACTOR) >>> this.shift;
    while (this.keys[slot] !== bucket && this.keys[slot] !== FREE) slot = (slot + 1) & (this.keys.length - 1);
    return slot;
  }
}
