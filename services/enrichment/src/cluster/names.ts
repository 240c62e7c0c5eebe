import type { Language } from '@ckm/contracts';
import { grouped } from '@ckm/event-sourcing';
import { type Phrase, phrasesOf } from './phrases.js';

/** Voices of a cluster that must hold a phrase: the words of a single customer name no cluster. */
const MIN_HOLDERS = 2;
const MIN_SHARE = 0.1;
/** The best single words, which pairs are made of. */
const MAX_SINGLES = 4;
/** A phrase says more than single words: those are preferred only with a score so many times as high. */
const SINGLES_FACTOR = 4;
/** By number of words: a longer phrase says more to a reader. */
const LENGTH_WEIGHTS = [0, 1, 1, 1.2, 1.2];

/** The texts of one customer in a cluster. Where it is not known whose the texts are, each is a voice of its own. */
export type Voice = readonly string[];

export interface ToName {
  language: Language;
  voices: readonly Voice[];
}

interface Candidate extends Phrase {
  /** How many of the cluster's voices hold it. */
  holders: number;
  /** Spelling → how often. */
  spellings: Map<string, number>;
}

/**
 * Labels clusters with the phrase of two to four words, or else with the two words, that most voices in the cluster and fewest outside it hold. Within
 * a language no name is given twice; the largest cluster is named first.
 * @returns for each cluster its name; null where no two voices share a phrase
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
  const candidates = phrases.map(candidatesIn);
  const holdersInAll = holdersIn(phrases.flat(), new Set(candidates.flatMap(each => [...each.keys()])));
  const voicesInAll = phrases.flat().length;
  const names = clusters.map((): string | null => null);
  const taken = new Set<string>();
  for (const nth of largestFirst(clusters)) {
    const voices = clusters[nth]!.length;
    const scoreOf = (phrase: Candidate): number =>
      distinctiveness(phrase, { voices, voicesInAll, holdersInAll: holdersInAll.get(phrase.key)! });
    const possible = namesIn(rankedBy(scoreOf, [...candidates[nth]!.values()]));
    const [best] = possible;
    if (best === undefined) continue;
    const name = possible.find(one => !taken.has(one)) ?? numbered(best, taken);
    names[nth] = name;
    taken.add(name);
  }
  return names;
}

const largestFirst = (clusters: readonly (readonly Voice[])[]): number[] =>
  [...clusters.keys()].sort((a, b) => clusters[b]!.length - clusters[a]!.length || a - b);

/** By key. */
function candidatesIn(voices: readonly Phrase[][]): Map<string, Candidate> {
  const candidates = new Map<string, Candidate>();
  for (const phrases of voices) {
    const here = new Set<string>();
    for (const phrase of phrases) {
      const known = candidates.get(phrase.key) ?? { ...phrase, holders: 0, spellings: new Map<string, number>() };
      if (!here.has(phrase.key)) known.holders++;
      here.add(phrase.key);
      known.spellings.set(phrase.written, (known.spellings.get(phrase.written) ?? 0) + 1);
      candidates.set(phrase.key, known);
    }
  }
  const minHolders = Math.max(MIN_HOLDERS, MIN_SHARE * voices.length);
  for (const [key, { holders }] of candidates) if (holders < minHolders) candidates.delete(key);
  return candidates;
}

/** Key → how many of the voices hold that phrase. */
function holdersIn(voices: readonly Phrase[][], keys: ReadonlySet<string>): Map<string, number> {
  const holders = new Map<string, number>();
  for (const phrases of voices)
    for (const key of new Set(phrases.map(phrase => phrase.key)))
      if (keys.has(key)) holders.set(key, (holders.get(key) ?? 0) + 1);
  return holders;
}

/** The share of the cluster's voices that hold the phrase, times the logarithm of its ratio to the (smoothed) share of the other voices. */
function distinctiveness(
  { holders, words }: Candidate,
  { voices, voicesInAll, holdersInAll }: { voices: number; voicesInAll: number; holdersInAll: number },
): number {
  const within = holders / voices;
  const outside = (holdersInAll - holders + 1) / (voicesInAll - voices + 2);
  return within * Math.log(1 + within / outside) * LENGTH_WEIGHTS[words]!;
}

interface Ranked {
  phrase: Candidate;
  score: number;
}

const rankedBy = (scoreOf: (phrase: Candidate) => number, phrases: readonly Candidate[]): Ranked[] =>
  phrases
    .map(phrase => ({ phrase, score: scoreOf(phrase) }))
    .sort((a, b) => b.score - a.score || compare(a.phrase.key, b.phrase.key));

/** Phrases, pairs of single words and single words, the best name first. */
function namesIn(ranked: readonly Ranked[]): string[] {
  const phrases = ranked.filter(({ phrase }) => isPhrase(phrase));
  const singles = ranked.filter(({ phrase }) => !isPhrase(phrase)).slice(0, MAX_SINGLES);
  const pairs = singles.flatMap(({ phrase: one }, nth) =>
    singles.slice(nth + 1).map(({ phrase: other }) => `${usualSpelling(one)}, ${usualSpelling(other)}`),
  );
  const written = phrases.map(({ phrase }) => usualSpelling(phrase));
  const arePairsBetter = (singles[0]?.score ?? 0) > SINGLES_FACTOR * (phrases[0]?.score ?? 0);
  const named = arePairsBetter ? [...pairs, ...written] : [...written, ...pairs];
  return [...named, ...singles.map(({ phrase }) => usualSpelling(phrase))];
}

/** Three Han characters are a phrase, even where they are segmented as one word. */
const isPhrase = ({ key, words }: Candidate): boolean => words > 1 || /\p{Script=Han}{3}/u.test(key);

/** The most frequent spelling; of several, lower case before capitals. */
const usualSpelling = ({ spellings }: Candidate): string =>
  [...spellings].sort(([a, often], [b, seldom]) => seldom - often || compare(b, a))[0]![0];

/** Appends the first number that makes the name unique. */
function numbered(name: string, taken: ReadonlySet<string>): string {
  let number = 1;
  let other = name;
  while (taken.has(other)) other = `${name} (${++number})`;
  return other;
}

/** By code unit, and so independent of the machine's locale. */
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
