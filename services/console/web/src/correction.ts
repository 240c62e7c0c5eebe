import type { Language, SentimentLabel, SignalType } from '@ckm/contracts/vocabulary';
import type { Reading, Signal, Span } from './knowledge.js';

type SignalPlace = Pick<Signal, 'type' | 'span'>;

/** What a person corrects of a reading; parts that are missing here stay as they were read. */
export interface Correction {
  sentiment?: SentimentLabel;
  language?: Language;
  /** The ids of all themes, not only of new ones. */
  themes?: string[];
  /** `is` replaces `of`; without `of` the signal is added, without `is` it is removed. */
  signals?: { of?: SignalPlace; is?: SignalPlace & Pick<Signal, 'expression'> }[];
}

/** Only the parts that differ from the reading: the others stay open to later interpretations. */
export function changesOf(
  { sentiment, language, themes }: Reading,
  wanted: Required<Omit<Correction, 'signals'>>,
): Correction {
  const read = themes.map(({ themeId }) => themeId);
  const isSame = read.length === wanted.themes.length && read.every(themeId => wanted.themes.includes(themeId));
  return {
    ...(wanted.sentiment !== sentiment?.label && { sentiment: wanted.sentiment }),
    ...(wanted.language !== language && { language: wanted.language }),
    ...(!isSame && { themes: wanted.themes }),
  };
}

/** @param type what the signal really is; null where it is none */
export const otherwise = ({ type: was, span, expression }: Signal, type: SignalType | null): Correction => ({
  signals: [{ of: { type: was, span }, ...(type && { is: { type, span, expression } }) }],
});

/** The span of the words in the text: the first from `near` on, or else the first of all; null where there is none. */
export function placeOf(text: string, words: string, near = 0): Span | null {
  const wanted = words.trim();
  const start = [text.indexOf(wanted, near), text.indexOf(wanted)].find(at => at >= 0);
  return wanted === '' || start === undefined ? null : { start, end: start + wanted.length };
}
