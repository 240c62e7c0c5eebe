import { characterBucketOf, type NgramRanges, type Vector } from '../model/features.js';
import { RowIndex } from '../model/row-index.js';
import { requiredLiteralsOf } from './required-literals.js';

/** One of the alternatives that a pattern is made of. */
interface Alternative {
  when: RegExp;
  /** The number of its pattern. */
  of: number;
}

/**
 * Many patterns of which few match a text. Each is tried by its alternatives, and of these only those whose required literals share an n-gram with the text:
 * running through the code of a large pattern takes longer than trying its small alternatives.
 * As in R. Cox, *Regular Expression Matching with a Trigram Index*, 2012.
 */
export class PatternSet<Of extends { when: RegExp }> {
  private readonly alternatives: Alternative[];
  /** The n-grams that make an alternative a candidate. */
  private readonly index: RowIndex;
  /** By row of the index: the alternatives that become candidates. */
  private readonly candidates: number[][];
  /** Alternatives without a literal long enough, which are always tried. */
  private readonly always: Uint8Array;
  private readonly mayMatch: Uint8Array;

  /** `characters`: the lengths of the n-grams that `matching` is given. */
  constructor(
    private readonly patterns: readonly Of[],
    { characters: [from, to] }: NgramRanges,
  ) {
    this.alternatives = patterns.flatMap(({ when }, of) => alternativesOf(when).map(each => ({ when: each, of })));
    const candidates = new Map<number, number[]>();
    this.always = new Uint8Array(this.alternatives.length);
    this.alternatives.forEach(({ when }, nth) => {
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
    this.mayMatch = new Uint8Array(this.alternatives.length);
  }

  /** The patterns that match, in their order. @param ngrams of the text */
  matching(text: string, ngrams: Vector): Of[] {
    this.mayMatch.set(this.always);
    for (let nth = 0; nth < ngrams.indices.length; nth++) {
      const row = this.index.rowOf(ngrams.indices[nth]!);
      if (row >= 0) for (const alternative of this.candidates[row]!) this.mayMatch[alternative] = 1;
    }
    const found: Of[] = [];
    let last = -1;
    for (let nth = 0; nth < this.alternatives.length; nth++) {
      if (this.mayMatch[nth] === 0) continue;
      const { when, of } = this.alternatives[nth]!;
      if (of === last || !when.test(text)) continue;
      last = of;
      found.push(this.patterns[of]!);
    }
    return found;
  }
}

/** What stands between the bars of a pattern that are in no group. */
function alternativesOf({ source, flags }: RegExp): RegExp[] {
  const pieces = source.match(/\\.|\[(?:\\.|[^\]\\]){1,200}\]|[^\\[]/gsu) ?? [];
  const parts = [''];
  let depth = 0;
  for (const piece of pieces) {
    if (piece === '(') depth++;
    if (piece === ')') depth--;
    if (piece === '|' && depth === 0) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts.map(part => new RegExp(part, flags));
}
