import { characterBucketOf, type FeatureKind, type Vector } from '../model/features.js';
import { Rows } from '../model/rows.js';
import { needlesOf } from './needles.js';

/**
 * Many patterns of which few match a text. Only those are tried that may: of what every match of a pattern holds, an n-gram must be among those of the text.
 * As in R. Cox, *Regular Expression Matching with a Trigram Index*, 2012.
 */
export class PatternSet<Of extends { when: RegExp }> {
  /** The n-grams that patterns wait for. */
  private readonly rows: Rows;
  /** By row: the patterns that wait for it. */
  private readonly waiting: number[][];
  private readonly always: Uint8Array;
  private readonly mayMatch: Uint8Array;

  /** `characters`: how long the n-grams are that texts come with. */
  constructor(
    private readonly patterns: readonly Of[],
    { characters: [from, to] }: FeatureKind,
  ) {
    const waiting = new Map<number, number[]>();
    this.always = new Uint8Array(patterns.length);
    patterns.forEach(({ when }, nth) => {
      const needles = needlesOf(when);
      if (!needles || needles.some(needle => needle.length < from)) this.always[nth] = 1;
      else
        for (const needle of needles) {
          const bucket = characterBucketOf(needle.slice(0, to));
          waiting.set(bucket, [...(waiting.get(bucket) ?? []), nth]);
        }
    });
    this.rows = new Rows(Int32Array.from(waiting.keys()));
    this.waiting = [...waiting.values()];
    this.mayMatch = new Uint8Array(patterns.length);
  }

  /** In the order of the patterns. `ngrams` are those of the text. */
  matching(text: string, { indices }: Vector): Of[] {
    this.mayMatch.set(this.always);
    for (let nth = 0; nth < indices.length; nth++) {
      const row = this.rows.rowOf(indices[nth]!);
      if (row >= 0) for (const pattern of this.waiting[row]!) this.mayMatch[pattern] = 1;
    }
    return this.patterns.filter(({ when }, nth) => this.mayMatch[nth] === 1 && when.test(text));
  }
}
