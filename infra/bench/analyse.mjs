// The interpreter of `ckm analyse`, beside two packages that tell a text's language and its sentiment and nothing else.
import { readFileSync } from 'node:fs';
import { builtInInterpreter } from '@ckm/enrichment/analysis';
import { franc } from 'franc';
import vader from 'vader-sentiment';
import { inRounds, medianOf, quantile, ratio, table } from './rounds.mjs';

const LANGUAGES = ['en', 'de', 'zh'];
const LENGTH = 200;
const TEXTS = 250;
const THEMES = 77;
const EXAMPLES = 12;
const ROUNDS = 7;
const FRANC = { only: ['eng', 'deu', 'cmn'] };

const corpus = Object.fromEntries(LANGUAGES.map(language => [language, sentencesOf(language)]));
// Made of the first sentences of the corpus; the texts are made of those behind them.
const themes = Array.from({ length: THEMES }, (_, nth) => ({
  themeId: `theme-${nth}`,
  name: `theme ${nth}`,
  description: '',
  examples: LANGUAGES.flatMap(language =>
    corpus[language].slice(nth * EXAMPLES, (nth + 1) * EXAMPLES).map(text => ({ language, text })),
  ),
}));

export async function analyse(say) {
  const rows = [];
  for (const language of LANGUAGES) {
    const texts = textsOf(corpus[language].slice(THEMES * EXAMPLES));
    const contestants = {
      ckm: () => measure(texts, text => builtInInterpreter.interpret(text, { themes: [] })),
      themes: () => measure(texts, text => builtInInterpreter.interpret(text, { themes })),
      packages: () => measure(texts, readByPackages),
    };
    // Themes are learned and code is compiled before anything is measured.
    for (const warmUp of Object.values(contestants)) await warmUp();
    const found = await inRounds(contestants, { rounds: ROUNDS, say: line => say(`${language}, ${line}`) });
    rows.push([
      language,
      medianOf(found.ckm, 'perSecond'),
      medianOf(found.themes, 'perSecond'),
      medianOf(found.packages, 'perSecond'),
      ratio(found.ckm, found.packages, 'perSecond'),
      ratio(found.themes, found.packages, 'perSecond'),
      medianOf(found.themes, 'p99'),
    ]);
  }
  return `${TEXTS} texts of ${LENGTH} characters in each language, made of sentences of the project's own corpus; texts a second of CPU time, ${ROUNDS} rounds. The packages, franc and vader-sentiment, tell which of three languages a text is in and, for English, its sentiment; ckm tells both for each sentence, with signals, their spans, and themes.\n\n${table(
    [
      '',
      'ckm /s',
      `with ${THEMES} themes /s`,
      'packages /s',
      '× packages',
      'with themes × packages',
      'with themes p99 ms',
    ],
    rows,
  )}`;
}

async function measure(texts, read) {
  const took = [];
  const before = process.cpuUsage();
  for (const text of texts) {
    const began = performance.now();
    await read(text);
    took.push(performance.now() - began);
  }
  const { user, system } = process.cpuUsage(before);
  return { perSecond: Math.round((texts.length * 1e6) / (user + system)), p99: quantile(took, 0.99) };
}

const readByPackages = text => [franc(text, FRANC), vader.SentimentIntensityAnalyzer.polarity_scores(text)];

function sentencesOf(language) {
  const file = new URL(`../../services/enrichment/corpus/${language}.ndjson`, import.meta.url);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map(line => JSON.parse(line).text);
}

/** Sentence after sentence, cut to one length; from the front again when they are used up. */
function textsOf(sentences) {
  const texts = [];
  for (let nth = 0; texts.length < TEXTS;) {
    let text = '';
    for (; text.length < LENGTH; nth++) text += `${sentences[nth % sentences.length]} `;
    texts.push(text.slice(0, LENGTH));
  }
  return texts;
}
