import type { Language } from '@ckm/contracts';
import { grouped } from '@ckm/event-sourcing';
import { type Phrase, phrasesOf } from './phrases.js';

/** A phrase is held by so many customers of a cluster at least: the words of one alone name nothing. */
const LEAST_HOLDERS = 2;
const LEAST_SHARE = 0.1;
/** So many single words are looked at for a pair. */
const MOST_SINGLES = 4;
/** A phrase says more than the single words in it: they need be so many times as telling to be named instead. */
const SINGLE_WORDS = 4;
/** By the number of words: what is longer says more to a reader. */
const WORTH = [0, 1, 1, 1.2, 1.2];

/** What one customer says in a cluster: one text or more. Where nobody knows whose the texts are, each is a voice. */
export type Voice = readonly string[];

export interface ToName {
  language: Language;
  voices: readonly Voice[];
}

interface Held extends Phrase {
  /** How many of the cluster's voices hold it. */
  holders: number;
  /** Way of writing → how often. */
  writings: Map<string, number>;
}

/**
 * A name for each of the clusters, none of a language twice: the phrase of two to four words that many of its voices and few others hold,
 * or the two words of which that is true. The largest cluster chooses first.
 * @returns null for one in which no two share a word
 */
export function namesOf(clusters: readonly ToName[]): (string | null)[] {
  const names = clusters.map((): string | null => null);
  for (const [language, places] of grouped(clusters.keys(), nth => clusters[nth]!.language)) {
    const voices = places.map(nth => clusters[nth]!.voices);
    namesWithin(voices, language).forEach((name, place) => (names[places[place]!] = name));
  }
  return names;
}

function namesWithin(clusters: readonly (readonly Voice[])[], language: Language): (string | null)[] {
  const phrases = clusters.map(voices => voices.map(texts => texts.flatMap(text => phrasesOf(text, language))));
  const held = phrases.map(heldIn);
  const everywhere = holdersIn(phrases.flat(), new Set(held.flatMap(each => [...each.keys()])));
  const total = phrases.flat().length;
  const names = clusters.map((): string | null => null);
  const taken = new Set<string>();
  for (const nth of largestFirst(clusters)) {
    const size = clusters[nth]!.length;
    const apart = (phrase: Held): number => apartness(phrase, { size, total, all: everywhere.get(phrase.key)! });
    const ranked = rankedBy(apart, [...held[nth]!.values()]);
    const possible = namesIn(ranked);
    const [best] = possible;
    if (best === undefined) continue;
    const name = possible.find(one => !taken.has(one)) ?? unlike(best, taken);
    names[nth] = name;
    taken.add(name);
  }
  return names;
}

const largestFirst = (clusters: readonly (readonly Voice[])[]): number[] =>
  [...clusters.keys()].sort((a, b) => clusters[b]!.length - clusters[a]!.length || a - b);

function heldIn(voices: readonly Phrase[][]): Map<string, Held> {
  const held = new Map<string, Held>();
  for (const phrases of voices) {
    const here = new Set<string>();
    for (const phrase of phrases) {
      const known = held.get(phrase.key) ?? { ...phrase, holders: 0, writings: new Map<string, number>() };
      if (!here.has(phrase.key)) known.holders++;
      here.add(phrase.key);
      known.writings.set(phrase.written, (known.writings.get(phrase.written) ?? 0) + 1);
      held.set(phrase.key, known);
    }
  }
  const least = Math.max(LEAST_HOLDERS, LEAST_SHARE * voices.length);
  for (const [key, { holders }] of held) if (holders < least) held.delete(key);
  return held;
}

function holdersIn(voices: readonly Phrase[][], keys: ReadonlySet<string>): Map<string, number> {
  const holders = new Map<string, number>();
  for (const phrases of voices)
    for (const key of new Set(phrases.map(phrase => phrase.key)))
      if (keys.has(key)) holders.set(key, (holders.get(key) ?? 0) + 1);
  return holders;
}

/** The share of the cluster's voices that hold it, times the logarithm of how much more often that is than among the others. */
function apartness(
  { holders, words }: Held,
  { size, total, all }: { size: number; total: number; all: number },
): number {
  const within = holders / size;
  const outside = (all - holders + 1) / (total - size + 2);
  return within * Math.log(1 + within / outside) * (WORTH[words] ?? 1);
}

interface Ranked {
  phrase: Held;
  worth: number;
}

const rankedBy = (worthOf: (phrase: Held) => number, phrases: readonly Held[]): Ranked[] =>
  phrases
    .map(phrase => ({ phrase, worth: worthOf(phrase) }))
    .sort((a, b) => b.worth - a.worth || compare(a.phrase.key, b.phrase.key));

/** Best first. */
function namesIn(ranked: readonly Ranked[]): string[] {
  const phrases = ranked.filter(({ phrase }) => isWhole(phrase));
  const singles = ranked.filter(({ phrase }) => !isWhole(phrase)).slice(0, MOST_SINGLES);
  const pairs = singles.flatMap(({ phrase: one }, nth) =>
    singles.slice(nth + 1).map(({ phrase: other }) => `${usualWriting(one)}, ${usualWriting(other)}`),
  );
  const written = phrases.map(({ phrase }) => usualWriting(phrase));
  const areTelling = (singles[0]?.worth ?? 0) > SINGLE_WORDS * (phrases[0]?.worth ?? 0);
  const named = areTelling ? [...pairs, ...written] : [...written, ...pairs];
  return [...named, ...singles.map(({ phrase }) => usualWriting(phrase))];
}

/** Three Han characters are a phrase, however many words they are taken for. */
const isWhole = ({ key, words }: Held): boolean => words > 1 || /\p{Script=Han}{3}/u.test(key);

/** As most write it; else in the smallest letters. */
const usualWriting = ({ writings }: Held): string =>
  [...writings].sort(([a, often], [b, seldom]) => seldom - often || compare(b, a))[0]![0];

function unlike(name: string, taken: ReadonlySet<string>): string {
  let number = 1;
  let other = name;
  while (taken.has(other)) other = `${name} (${++number})`;
  return other;
}

/** By code unit: the same on every machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
