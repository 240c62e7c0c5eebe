import { BANDS } from './bands.js';
import { type Fingerprint, fingerprintOf, similarityOf, type Told } from './fingerprint.js';

/** Who was told already. */
interface DuplicateIndex {
  /** The first member of the text's group; null: it is the first one itself, and is kept under `name`. */
  firstOf(text: string, name: number): number | null;
}

/** Of one band no more are looked at: texts made from one form would else all be compared. */
const MOST_IN_A_BAND = 64;
/** Those that share the most bands. */
const MOST_COMPARED = 64;

/**
 * In memory. Each text is compared with the first members of the groups only, so that a group does not drift from text to text; a copy of a member
 * belongs to its group, however far that lies from the first. Holds about 1 kB a text of 100 characters.
 */
export function duplicateIndex(): DuplicateIndex {
  /** Key of a text → its group's first. */
  const known = new Map<string, number>();
  const firsts: { name: number; told: Told }[] = [];
  const table = new BandTable();

  const nearest = ({ bands, ...own }: Fingerprint): number | null => {
    const found = table.sharing(bands).map(nth => {
      const { name, told } = firsts[nth]!;
      return { name, similarity: similarityOf(own, told) };
    });
    const best = found.reduce((a, b) => (b.similarity > a.similarity ? b : a), { name: 0, similarity: 0 });
    return best.similarity > 0 ? best.name : null;
  };

  return {
    firstOf(text, name) {
      const fingerprint = fingerprintOf(text);
      const first = known.get(fingerprint.key) ?? nearest(fingerprint);
      known.set(fingerprint.key, first ?? name);
      if (first !== null) return first;
      const { bands, ...told } = fingerprint;
      table.add(bands, firsts.length);
      firsts.push({ name, told });
      return null;
    },
  };
}

/** Band key → those that have it, the last ones first; chains in typed arrays, for there are 32 entries a text. */
class BandTable {
  private keys = new Int32Array(BANDS * 1_024);
  private next = new Int32Array(BANDS * 1_024);
  private heads = new Int32Array(BANDS * 2_048).fill(-1);
  private count = 0;

  /** @param nth one more than the one before */
  add(bands: Int32Array, nth: number): void {
    if ((nth + 1) * BANDS > this.keys.length) this.grow();
    bands.forEach((key, band) => this.link(key, nth * BANDS + band));
    this.count = nth + 1;
  }

  /** Those that share a band: those with the most first, of them the older ones. */
  sharing(bands: Int32Array): number[] {
    const shared = new Map<number, number>();
    for (const key of bands) {
      let seen = 0;
      for (let entry = this.heads[this.slotOf(key)]!; entry >= 0 && seen < MOST_IN_A_BAND; entry = this.next[entry]!) {
        if (this.keys[entry] !== key) continue;
        const nth = Math.floor(entry / BANDS);
        shared.set(nth, (shared.get(nth) ?? 0) + 1);
        seen++;
      }
    }
    const most = [...shared].sort(([a, inA], [b, inB]) => inB - inA || a - b).slice(0, MOST_COMPARED);
    return most.map(([nth]) => nth);
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
