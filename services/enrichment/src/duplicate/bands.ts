import { mixed, type Sketch } from './sketch.js';

export const BANDS = 32;
const ROWS = 4;
/** Multiplier and summand of each hash function: odd, and drawn once from MurmurHash3's last step. */
const FACTORS = Uint32Array.from({ length: BANDS * ROWS }, (_, nth) => mixed(2 * nth + 1) | 1);
const SUMMANDS = Uint32Array.from({ length: BANDS * ROWS }, (_, nth) => mixed(2 * nth + 2));

/**
 * MinHash of 128 functions as 32 bands of 4: two texts of Jaccard similarity s share a band with probability 1 − (1 − s⁴)³² (.99 at .6, .87 at .5,
 * .05 at .2). Broder, On the resemblance and containment of documents, 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4.
 * @returns 32 keys that fit `int4`: each tells its band too, so that one index holds them all
 */
export function bandsOf({ least }: Sketch): Int32Array {
  const keys = new Int32Array(BANDS);
  for (let band = 0; band < BANDS; band++) {
    let key = mixed(band + 1);
    for (let row = band * ROWS; row < (band + 1) * ROWS; row++) key = mixed(key ^ smallest(least, row));
    keys[band] = key;
  }
  return keys;
}

function smallest(hashes: Uint32Array, nth: number): number {
  const [factor, summand] = [FACTORS[nth]!, SUMMANDS[nth]!];
  let least = 0xffffffff;
  for (let at = 0; at < hashes.length; at++) {
    const hash = (Math.imul(hashes[at]!, factor) + summand) >>> 0;
    if (hash < least) least = hash;
  }
  return least;
}
