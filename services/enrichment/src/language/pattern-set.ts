import { characterBucketOf, type NgramRanges, type Vector } from '../model/features.js';
import { RowIndex } from '../model/row-index.js';
import { requiredLiteralsOf } from './required-literals.js';

/**
 * Many patterns of which few match a text. Only those are tried whose required literals share an n-gram with the text.
 * As in R. Cox, *Regular Expression Matching with a Trigram Index*, 2012.
 */
export class PatternSet<Of extends { when: RegExp }> {
  /** The n-grams that make a pattern a candidate. */
  private readonly index: RowIndex;
  /** By row of the index: the patterns that become candidates. */
  private readonly candidates: number[][];
  /** Patterns without a literal long enough, which are always tried. */
  private readonly always: Uint8Array;
  private readonly mayMatch: Uint8Array;

  /** `characters`: the lengths of the n-grams that `matching` is given. */
  constructor(
    private readonly patterns: readonly Of[],
    { characters: [from, to] }: NgramRanges,
  ) {
    const candidates = new Map<number, number[]>();
    this.always = new Uint8Array(patterns.length);
    patterns.forEach(({ when }, nth) => {
      const literals = requiredLiteralsOf(when);
      if (!literals || literals.some(literal => literal.length < from)) this.always[nth] = 1;
      else
        for (const literal of literals) {
          const bucket = characterBucketOf(literal.slice(0, to));
          candidates.set(bucket, [...(candidates.get(bucket) ?? []), nth]);
        }
    });
    this.index = new RowIndex(Int32Array.from(candidates.keys()));
    this.candidates = [...candidates.values()];
    this.mayMatch = new Uint8Array(patterns.length);
  }

  /** The patterns that match, in their order. @param ngrams of the text */
  matching(text: string, ngrams: Vector): Of[] {
    this.mayMatch.set(this.always);
    for (let nth = 0; nth < ngrams.indices.length; nth++) {
      const row = this.index.rowOf(ngrams.indices[nth]!);
      if (row >= 0) for (const pattern of this.candidates[row]!) this.mayMatch[pattern] = 1;
    }
    return this.patterns.filter(({ when }, nth) => this.mayMatch[nth] === 1 && when.test(text));
  }
}
