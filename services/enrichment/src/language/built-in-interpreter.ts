import { themesIn } from '../theme/theme-matcher.js';
import type { Interpreter } from './interpreter.js';
import { languageOf } from './language.js';
import { sentencesOf } from './sentences.js';
import { sentimentOfAll } from './sentiment.js';
import { signalsIn } from './signals.js';

const NAME = 'built-in';
const VERSION = '1';

/** Reads with rules that people wrote and with linear models that weigh them: nothing is remote. */
export const builtInInterpreter: Interpreter = {
  name: NAME,
  version: VERSION,
  async interpret(text, { themes, competitors, ...options }) {
    const sentences = sentencesOf(text);
    const { language, likeliest, sentences: languages } = languageOf(text, sentences, options);
    const read = sentences.map((sentence, nth) => ({ sentence, language: languages[nth] ?? likeliest }));
    const sentiment = sentimentOfAll(read.map(({ sentence, language }) => ({ text: sentence.text, language })));
    const about = { competitors, score: sentiment.score };
    return {
      language,
      sentiment,
      signals: read.flatMap(({ sentence, language }) => signalsIn(sentence, language, about)),
      ...(await themesIn(
        read.map(each => ({ text: each.sentence.text, language: language === 'und' ? language : each.language })),
        themes,
      )),
      interpreter: NAME,
      version: VERSION,
    };
  },
};
