import { weightsInUse } from '../model/weights.js';
import { themesIn } from '../theme/theme-matcher.js';
import { type Interpreter, surest } from './interpreter.js';
import { languageOf } from './language.js';
import { onTheMatter } from './matter.js';
import { sentencesOf } from './sentences.js';
import { sentimentOfAll } from './sentiment.js';
import { signalsIn } from './signals.js';

const NAME = 'built-in';
const RULES = '1';

let version: string | null = null;

/** Other weights are another version, for they may give other results. */
const versionNow = (): string => (version ??= `${RULES}+${weightsInUse()}`);

/** Interprets by handwritten rules and linear models that weigh them, without anything remote. Of more signals than an interpretation may have it keeps the surest. */
export const builtInInterpreter: Interpreter = {
  name: NAME,
  get version() {
    return versionNow();
  },
  async interpret(text, { themes, competitors, ...options }) {
    const sentences = onTheMatter(text, sentencesOf(text));
    const { language, sentences: languages } = languageOf(text, sentences, options);
    const read = sentences.map((sentence, nth) => ({ sentence, language: languages[nth]! }));
    const sentiment = sentimentOfAll(read.map(({ sentence, language }) => ({ text: sentence.text, language })));
    const about = { competitors, score: sentiment.score };
    return {
      language,
      sentiment,
      signals: surest(read.flatMap(({ sentence, language }) => signalsIn(sentence, language, about))),
      ...(await themesIn(
        read.map(each => ({ text: each.sentence.text, language: language === 'und' ? language : each.language })),
        themes,
      )),
      interpreter: NAME,
      version: versionNow(),
    };
  },
};
