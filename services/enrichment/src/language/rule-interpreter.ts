import { themesIn } from '../theme/theme-matcher.js';
import type { Interpretation, Interpreter, InterpretOptions } from './interpreter.js';
import { languageOf } from './language.js';
import { sentencesOf } from './sentences.js';
import { feelingsIn, sentimentOf } from './sentiment.js';
import { signalsIn } from './signals.js';

const NAME = 'rules';
const VERSION = '1';

/** An interpreter that answers at once. */
interface AtOnce extends Interpreter {
  interpret(text: string, options: InterpretOptions): Interpretation;
}

/** Reads with lexicons and rules that people wrote: nothing is trained, nothing is remote. */
export const ruleInterpreter: AtOnce = {
  name: NAME,
  version: VERSION,
  interpret(text, { themes, ...options }) {
    const sentences = sentencesOf(text);
    const { language, likeliest, sentences: languages } = languageOf(text, sentences, options);
    const read = sentences.map((sentence, nth) => ({ sentence, language: languages[nth] ?? likeliest }));
    return {
      language,
      sentiment: sentimentOf(read.flatMap(({ sentence, language }) => feelingsIn(sentence.text, language))),
      signals: read.flatMap(({ sentence, language }) => signalsIn(sentence, language)),
      ...themesIn(
        read.map(each => ({ text: each.sentence.text, language: language === 'und' ? language : each.language })),
        themes,
      ),
      interpreter: NAME,
      version: VERSION,
    };
  },
};
