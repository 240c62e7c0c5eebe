import { fmix32, type Sketch } from './sketch.js';

export const BANDS = 32;
const ROWS = 4;
/** Multiplier and addend of each of the 128 hash functions, derived from their number; multipliers are odd, so that no bits are lost. */
const MULTIPLIERS = Uint32Array.from({ length: BANDS * ROWS }, (_, nth) => fmix32(2 * nth + 1) | 1);
const ADDENDS = Uint32Array.from({ length: BANDS * ROWS }, (_, nth) => fmix32(2 * nth + 2));

/**
 * Locality-sensitive hashing: a MinHash signature of 128 functions in 32 bands of 4 rows. Two texts of Jaccard similarity s share a band with
 * probability 1 − (1 − s⁴)³² (.99 at .6, .87 at .5, .05 at .2). Broder, On the resemblance and containment of documents, 1997; Leskovec, Rajaraman,
 * Ullman, Mining of Massive Datasets, 3.4.
 * @returns 32 keys that fit `int4`. The number of the band is part of a key, so that one index holds all bands
 */
export function bandsOf({ smallest }: Sketch): Int32Array {
  const keys = new Int32Array(BANDS);
  for (let band = 0; band < BANDS; band++) {
    let key = fmix32(band + 1);
    for (let row = band * ROWS; row < (band + 1) * ROWS; row++) key = fmix32(key ^ minHash(smallest, row));
    keys[band] = key;
  }
  return keys;
}

/** The minimum of one hash function over all shingles. */
function minHash(shingles: Uint32Array, nth: number): number {
  const [multiplier, addend] = [MULTIPLIERS[nth]!, ADDENDS[nth]!];
  let least = 0xffffffff;
  for (let at = 0; at < shingles.length; at++) {
    const hash = (Math.imul(shingles[at]!, multiplier) + addend) >>> 0;
    if (hash < least) least = hash;
  }
  return least;
}
