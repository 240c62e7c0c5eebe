import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { franc } from 'franc';
import { READABLE, type Readable } from '../language/language.js';
import { guessLanguage, isReadable, latinWordsOf } from '../language/sentence-language.js';
import { sentencesOf } from '../language/sentences.js';
import { corpusFile, readNdjson } from '../training/data.js';
import { samplerOf } from './sampler.js';
import { FRANC_LANGUAGES } from './franc-languages.js';

export interface EvaluateLanguagesOptions {
  /** Holds `train/` and `dev/` with NDJSON of `lang` and `text`. */
  dataFolder: string;
  /** Of the sample of lines. */
  seed: number;
}

export interface LanguageRow {
  /** `dev`, `train`, `corpus`, or `other languages`: the half of these that nothing was chosen by. */
  data: string;
  /** The true language; null for other languages, where every guess but one of ours counts as right. */
  language: Readable | null;
  words: 'five and more' | 'fewer';
  sentences: number;
  /** Shares, 0 … 1; `unsure` is neither right nor wrong. */
  right: number;
  wrong: number;
  franc: { right: number; wrong: number };
  /** Per sentence. */
  microseconds: { ours: number; franc: number };
}

interface Said {
  language: string;
  text: string;
}

const LINES_A_FILE = 1_000;
const words = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * Accuracy of language detection by sentence, beside `franc` with the same list of languages. Addresses, names (`@`), topics (`#`)
 * and codes are no words; a sentence without any word is left out.
 */
export function evaluateLanguages({ dataFolder, seed }: EvaluateLanguagesOptions): LanguageRow[] {
  const sets: [data: string, said: Said[]][] = [
    ['dev', drawnFromFolder(join(dataFolder, 'dev'), seed)],
    ['train', drawnFromFolder(join(dataFolder, 'train'), seed)],
    ['corpus', READABLE.flatMap(language => linesOf(corpusFile(language), language))],
  ];
  const others = linesOf<Said & { half: string }>(corpusFile('other-languages'));
  const rows = sets.flatMap(([data, said]) =>
    READABLE.flatMap(language => rowsOf(data, language, sentencesIn(said.filter(one => one.language === language)))),
  );
  const foreign = others.filter(({ half }) => half === 'measure');
  const all = [...rows, ...rowsOf('other languages', null, foreign)];
  return all.filter(({ sentences }) => sentences > 0);
}

function drawnFromFolder(folder: string, seed: number): Said[] {
  const files = readdirSync(folder).filter(name => name.endsWith('.ndjson'));
  return files.sort().flatMap(name =>
    samplerOf(seed)
      .shuffled(linesOf(join(folder, name)))
      .slice(0, LINES_A_FILE),
  );
}

const linesOf = <Line extends Said>(file: string | URL, language?: string): Line[] =>
  readNdjson<Line & { lang?: string }>(file).map(line => ({
    ...line,
    language: language ?? line.lang ?? line.language,
  }));

/** Without repeats. */
const sentencesIn = (said: Said[]): Said[] => {
  const language = said[0]?.language ?? '';
  const texts = new Set(said.flatMap(({ text }) => sentencesOf(text).map(sentence => sentence.text)));
  return [...texts].map(text => ({ language, text }));
};

function rowsOf(data: string, language: Readable | null, sentences: Said[]): LanguageRow[] {
  const counted = sentences.map(({ text }) => ({ text, words: wordsIn(text) })).filter(one => one.words > 0);
  const long = counted.filter(one => one.words >= 5).map(({ text }) => text);
  const short = counted.filter(one => one.words < 5).map(({ text }) => text);
  return [rowOf({ data, language, words: 'five and more' }, long), rowOf({ data, language, words: 'fewer' }, short)];
}

function rowOf(of: Pick<LanguageRow, 'data' | 'language' | 'words'>, texts: string[]): LanguageRow {
  const ours = judged(texts, guessLanguage, of.language);
  const theirs = judged(texts, guessOfFranc, of.language);
  return {
    ...of,
    sentences: texts.length,
    right: ours.right,
    wrong: ours.wrong,
    franc: { right: theirs.right, wrong: theirs.wrong },
    microseconds: { ours: ours.microseconds, franc: theirs.microseconds },
  };
}

function judged(texts: string[], guess: (text: string) => string, language: Readable | null) {
  const from = performance.now();
  const guesses = texts.map(guess);
  const took = performance.now() - from;
  const right = guesses.filter(one => (language === null ? !isReadable(one) : one === language)).length;
  const unsure = language === null ? 0 : guesses.filter(one => one === 'unsure').length;
  return {
    right: right / texts.length,
    wrong: (texts.length - right - unsure) / texts.length,
    microseconds: (took * 1_000) / texts.length,
  };
}

function guessOfFranc(text: string): string {
  const found = franc(text, { only: Object.keys(FRANC_LANGUAGES), minLength: 3 });
  return found === 'und' ? 'unsure' : (FRANC_LANGUAGES[found] ?? found);
}

const wordsIn = (text: string): number =>
  Math.max(latinWordsOf(text).length, [...words.segment(text)].filter(one => isOtherWord(one)).length);

const isOtherWord = ({ segment, isWordLike }: Intl.SegmentData): boolean =>
  isWordLike === true && /\p{L}/u.test(segment) && !/\p{Script=Latin}/u.test(segment);
