import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A line of the corpus that is too much like a line of the data. */
export interface Resemblance {
  text: string;
  file: string;
  /** Jaccard of their n-grams, 0 … 1. */
  likeness: number;
}

const LENGTH = 5;
const TOO_MUCH = 0.5;

/** The distinct n-grams of five characters, without case and with one space between words. */
function gramsOf(text: string): Set<string> {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  const grams = new Set<string>();
  for (let at = 0; at + LENGTH <= plain.length; at++) grams.add(plain.slice(at, at + LENGTH));
  return grams;
}

/** The lines of a corpus that share half of their five-character n-grams or more (Jaccard) with a line of the data. */
export function resemblances(corpus: readonly string[], data: Iterable<{ file: string; text: string }>): Resemblance[] {
  const index = new Index(corpus.map(gramsOf));
  const found = new Map<number, Resemblance>();
  for (const { file, text } of data)
    for (const { nth, likeness } of index.likeTo(gramsOf(text)))
      if (likeness >= TOO_MUCH && likeness > (found.get(nth)?.likeness ?? 0))
        found.set(nth, { text: corpus[nth]!, file, likeness });
  return [...found.values()];
}

class Index {
  private readonly holders = new Map<string, number[]>();

  constructor(private readonly lines: readonly Set<string>[]) {
    lines.forEach((grams, nth) => grams.forEach(gram => this.hold(gram, nth)));
  }

  /** The lines that share anything, with their Jaccard index. */
  likeTo(grams: Set<string>): { nth: number; likeness: number }[] {
    const shared = new Map<number, number>();
    for (const gram of grams) for (const nth of this.holding(gram)) shared.set(nth, (shared.get(nth) ?? 0) + 1);
    return [...shared].map(([nth, count]) => ({ nth, likeness: count / (grams.size + this.lines[nth]!.size - count) }));
  }

  private hold(gram: string, nth: number): void {
    const known = this.holders.get(gram);
    if (known) known.push(nth);
    else this.holders.set(gram, [nth]);
  }

  private holding(gram: string): number[] {
    return this.holders.get(gram) ?? [];
  }
}

/** Every text of the data, file by file. */
export function* textsOf(dataFolder: string): Generator<{ file: string; text: string }> {
  for (const part of ['train', 'dev'])
    for (const file of readdirSync(join(dataFolder, part))
      .filter(name => name.endsWith('.ndjson'))
      .sort())
      for (const line of readFileSync(join(dataFolder, part, file), 'utf8')
        .trimEnd()
        .split('\n'))
        yield { file: `${part}/${file}`, text: (JSON.parse(line) as { text: string }).text };
}
