import type { ITEM_LANGUAGES, Reading, SENTIMENTS, Signal, SignalType, Span } from './knowledge.js';

type SignalPlace = Pick<Signal, 'type' | 'span'>;

/** What a person knows better than the reading; what is not named stays as it was read. */
export interface Correction {
  sentiment?: (typeof SENTIMENTS)[number];
  language?: (typeof ITEM_LANGUAGES)[number];
  /** Ids of all of them. */
  themes?: string[];
  /** Instead of `of` there is `is`; without one of them a signal is added or taken away. */
  signals?: { of?: SignalPlace; is?: SignalPlace & Pick<Signal, 'expression'> }[];
}

/** What is wanted otherwise than it was read: the rest may be read anew. */
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

/** @param type what the signal really is; null: none */
export const otherwise = ({ type: was, span, expression }: Signal, type: SignalType | null): Correction => ({
  signals: [{ of: { type: was, span }, ...(type && { is: { type, span, expression } }) }],
});

/** Where the words stand in the text: from `near` on, or else for the first time. Null where they do not. */
export function placeOf(text: string, words: string, near = 0): Span | null {
  const wanted = words.trim();
  const start = [text.indexOf(wanted, near), text.indexOf(wanted)].find(at => at >= 0);
  return wanted === '' || start === undefined ? null : { start, end: start + wanted.length };
}
