import { duplicateIndex } from '../duplicate/duplicate-index.js';
import { fingerprintOf, similarityOf } from '../duplicate/fingerprint.js';
import type { Readable } from '../language/language.js';
import { readNdjson } from '../training/data.js';
import { ALTERATIONS, wordsOf } from './alterations.js';
import type { Measurement } from './measurement.js';
import { samplerOf, type Sampler } from './sampler.js';

interface Options {
  /** The folder that holds `train` and `dev`. */
  dataFolder: string;
  seed: number;
  part: 'train' | 'dev';
  /** Pairs drawn from each file. */
  pairs?: number;
}

interface Labelled {
  text: string;
  label: string | null;
  domain?: string;
  category?: string;
  reason?: string;
}

const TEXTS: Record<Options['part'], Record<Readable, string[]>> = {
  train: {
    en: ['themes-en-banking77', 'needs-en-maalej', 'unlabelled-en-app-reviews'],
    de: ['needs-de-cimt', 'sentiment-de-potts', 'sentiment-de-mobasa'],
    zh: ['sentiment-zh-absa', 'sentiment-zh-asap'],
  },
  dev: {
    en: ['sentiment-en-airline', 'needs-en-suggestions', 'needs-en-gplay'],
    de: ['sentiment-de-germeval', 'sentiment-de-tweets', 'needs-de-seed'],
    zh: ['sentiment-zh-waimai', 'sentiment-zh-shopping'],
  },
};
/** Files whose texts of one label are about one topic, in other words: no pair of them is a duplicate. */
const TOPICS = {
  train: ['themes-en-banking77', 'themes-en-clinc150', 'needs-de-cimt', 'sentiment-zh-absa'],
  dev: ['sentiment-en-airline', 'sentiment-de-germeval', 'sentiment-zh-waimai', 'sentiment-zh-shopping'],
};
const AIMS = {
  format: { en: 0.99, de: 0.99, zh: 0.99 },
  typos: { en: 0.93, de: 0.93, zh: 0.8 },
  greetings: { en: 0.93, de: 0.93, zh: 0.93 },
  edits: { en: 0.8, de: 0.8, zh: 0.8 },
  truncated: { en: 0.97, de: 0.97, zh: 0.97 },
};
const FALSE_POSITIVES = { aim: 0.002, floor: 0.005 };
const TEXTS_A_LANGUAGE = 2_000;
/** The least that a text must hold: 25 letters, or 8 Han characters. */
const LONG_ENOUGH: Record<Readable, RegExp> = {
  en: /^[^]{25}/u,
  de: /^[^]{25}/u,
  zh: /(?:\p{sc=Han}[^\p{sc=Han}]?){8}/u,
};

/** Recall on altered copies that follow their originals in one stream, and the false-positive rate on pairs of different texts on one topic. */
export function evaluateDuplicates(options: Options): Measurement[] {
  const sampler = samplerOf(options.seed);
  const rows: Measurement[] = [];
  for (const language of ['en', 'de', 'zh'] as const) {
    const lines = TEXTS[options.part][language].flatMap(file => read(options, file));
    const texts = [...new Set(lines.map(({ text }) => text))].filter(text => LONG_ENOUGH[language].test(text));
    rows.push(...recallOf(sampler.shuffled(texts).slice(0, TEXTS_A_LANGUAGE), language, sampler));
  }
  for (const file of TOPICS[options.part])
    rows.push(falsePositivesIn(file, read(options, file), { sampler, pairs: options.pairs ?? 20_000 }));
  return rows;
}

const read = ({ dataFolder, part }: Options, file: string): Labelled[] =>
  readNdjson(`${dataFolder}/${part}/${file}.ndjson`);

/** A copy is found when it joins the group of its original. */
function recallOf(originals: string[], language: Readable, sampler: Sampler): Measurement[] {
  const vocabulary = originals.flatMap(text => wordsOf(text, language)).filter(word => /\p{L}/u.test(word));
  return Object.entries(AIMS).map(([kind, aims]) => {
    const index = duplicateIndex();
    const groups = originals.map((text, name) => index.firstOf(text, name) ?? name);
    const alter = ALTERATIONS[kind as keyof typeof AIMS];
    const altered = originals.map(text => alter(text, language, { sampler, vocabulary }));
    const hits = altered.filter((text, nth) => index.firstOf(text, originals.length + nth) === groups[nth]).length;
    const [value, count] = [hits / originals.length, originals.length];
    return { what: `duplicates found: ${kind}`, where: language, value, count, aim: aims[language], floor: null };
  });
}

/** Of pairs with one label, drawn at random; identical texts are no pair. */
function falsePositivesIn(
  file: string,
  lines: Labelled[],
  { sampler, pairs }: { sampler: Sampler; pairs: number },
): Measurement {
  const topics = new Map<string, Set<string>>();
  for (const line of lines) topics.set(topicOf(line), (topics.get(topicOf(line)) ?? new Set()).add(line.text));
  const pools = [...topics.values()].map(texts => [...texts]).filter(texts => texts.length > 1);
  let [taken, count] = [0, 0];
  while (count < pairs) {
    const pool = sampler.pick(pools);
    const [a, b] = [fingerprintOf(sampler.pick(pool)), fingerprintOf(sampler.pick(pool))];
    if (a.key === b.key) continue;
    count++;
    if (similarityOf(a, b) > 0) taken++;
  }
  return {
    what: 'taken for duplicates: other words on one topic',
    where: file,
    value: taken / count,
    count,
    ...FALSE_POSITIVES,
  };
}

const topicOf = ({ label, domain, category, reason }: Labelled): string => reason ?? category ?? domain ?? `${label}`;
