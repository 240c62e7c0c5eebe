import { readdirSync } from 'node:fs';
import { readNdjson } from '../training/data.js';

/** A line of the corpus that is too much like a line of the data. */
export interface Resemblance {
  text: string;
  file: string;
  /** Of their n-grams, 0 … 1. */
  jaccard: number;
}

const LENGTH = 5;
/** From this Jaccard index on two lines resemble each other. */
const ALIKE = 0.5;

/** The distinct n-grams of five characters, without case and with one space between words. */
function gramsOf(text: string): Set<string> {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  const grams = new Set<string>();
  for (let at = 0; at + LENGTH <= plain.length; at++) grams.add(plain.slice(at, at + LENGTH));
  return grams;
}

/** The lines of a corpus that share half of their five-character n-grams or more (Jaccard) with a line of the data. */
export function resemblances(corpus: readonly string[], data: Iterable<{ file: string; text: string }>): Resemblance[] {
  const index = new InvertedIndex(corpus.map(gramsOf));
  const found = new Map<number, Resemblance>();
  for (const { file, text } of data)
    for (const { nth, jaccard } of index.overlapping(gramsOf(text)))
      if (jaccard >= ALIKE && jaccard > (found.get(nth)?.jaccard ?? 0))
        found.set(nth, { text: corpus[nth]!, file, jaccard });
  return [...found.values()];
}

/** n-gram → the lines that hold it. */
class InvertedIndex {
  private readonly postings = new Map<string, number[]>();

  constructor(private readonly lines: readonly Set<string>[]) {
    lines.forEach((grams, nth) => grams.forEach(gram => this.add(gram, nth)));
  }

  /** The lines that share an n-gram with these, with their Jaccard index. */
  overlapping(grams: Set<string>): { nth: number; jaccard: number }[] {
    const shared = new Map<number, number>();
    for (const gram of grams)
      for (const nth of this.postings.get(gram) ?? []) shared.set(nth, (shared.get(nth) ?? 0) + 1);
    return [...shared].map(([nth, count]) => ({ nth, jaccard: count / (grams.size + this.lines[nth]!.size - count) }));
  }

  private add(gram: string, nth: number): void {
    const lines = this.postings.get(gram);
    if (lines) lines.push(nth);
    else this.postings.set(gram, [nth]);
  }
}

/** Every text of the data, file by file. */
export function* textsOf(dataFolder: string): Generator<{ file: string; text: string }> {
  for (const part of ['train', 'dev']) {
    const files = readdirSync(`${dataFolder}/${part}`).filter(name => name.endsWith('.ndjson'));
    for (const file of files.sort())
      for (const { text } of readNdjson<{ text: string }>(`${dataFolder}/${part}/${file}`))
        yield { file: `${part}/${file}`, text };
  }
}
