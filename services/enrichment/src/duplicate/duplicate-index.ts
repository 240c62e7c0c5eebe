import { type Comparable, type Fingerprint, fingerprintOf, similarityOf } from './fingerprint.js';
import { BANDS } from './lsh-bands.js';

interface DuplicateIndex {
  /** @returns the id of the first member of the text's group; null where the text begins a group, and is known by `id` from then on */
  firstOf(text: string, id: number): number | null;
}

/** Otherwise texts that were all made from one form would all be compared. */
const MAX_PER_BAND = 64;
/** Those that share the most bands. */
const MAX_COMPARED = 64;

/**
 * Groups of duplicates, in memory. A text is compared only with the first members of the groups, so that a group does not drift; an exact copy of a
 * member belongs to its group, however far that member is from the first. Takes about 1 kB for a text of 100 characters.
 */
export function duplicateIndex(): DuplicateIndex {
  /** Key of a text → id of its group's first member. */
  const firstByKey = new Map<string, number>();
  const firsts: { id: number; fingerprint: Comparable }[] = [];
  const table = new BandTable();

  const mostSimilar = ({ bands, ...own }: Fingerprint): number | null => {
    const candidates = table.sharing(bands).map(nth => {
      const { id, fingerprint } = firsts[nth]!;
      return { id, similarity: similarityOf(own, fingerprint) };
    });
    const best = candidates.reduce((a, b) => (b.similarity > a.similarity ? b : a), { id: 0, similarity: 0 });
    return best.similarity > 0 ? best.id : null;
  };

  return {
    firstOf(text, id) {
      const { bands, ...fingerprint } = fingerprintOf(text);
      const first = firstByKey.get(fingerprint.key) ?? mostSimilar({ bands, ...fingerprint });
      firstByKey.set(fingerprint.key, first ?? id);
      if (first !== null) return first;
      table.add(bands, firsts.length);
      firsts.push({ id, fingerprint });
      return null;
    },
  };
}

/** Band key → the texts that have it, newest first: a hash table with chains in typed arrays, for a text has 32 entries. */
class BandTable {
  private keys = new Int32Array(BANDS * 1_024);
  private next = new Int32Array(BANDS * 1_024);
  private heads = new Int32Array(BANDS * 2_048).fill(-1);
  private count = 0;

  /** @param nth the number of the text: 0, 1, 2 … */
  add(bands: Int32Array, nth: number): void {
    if ((nth + 1) * BANDS > this.keys.length) this.grow();
    bands.forEach((key, band) => this.link(key, nth * BANDS + band));
    this.count = nth + 1;
  }

  /** The numbers of the texts that share a band: those with the most shared bands first, of those the oldest. */
  sharing(bands: Int32Array): number[] {
    const shared = new Map<number, number>();
    for (const key of bands) {
      let seen = 0;
      for (let entry = this.heads[this.slotOf(key)]!; entry >= 0 && seen < MAX_PER_BAND; entry = this.next[entry]!) {
        if (this.keys[entry] !== key) continue;
        const nth = Math.floor(entry / BANDS);
        shared.set(nth, (shared.get(nth) ?? 0) + 1);
        seen++;
      }
    }
    const mostShared = [...shared].sort(([a, inA], [b, inB]) => inB - inA || a - b).slice(0, MAX_COMPARED);
    return mostShared.map(([nth]) => nth);
  }

  private slotOf(key: number): number {
    return key & (this.heads.length - 1);
  }

  private link(key: number, entry: number): void {
    const slot = this.slotOf(key);
    this.keys[entry] = key;
    this.next[entry] = this.heads[slot]!;
    this.heads[slot] = entry;
  }

  private grow(): void {
    const keys = this.keys;
    this.keys = new Int32Array(keys.length * 2);
    this.next = new Int32Array(keys.length * 2);
    this.heads = new Int32Array(keys.length * 4).fill(-1);
    for (let entry = 0; entry < this.count * BANDS; entry++) this.link(keys[entry]!, entry);
  }
}
