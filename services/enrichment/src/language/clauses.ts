import type { Readable } from './language.js';
import type { Sentence } from './sentences.js';

export interface Clause extends Sentence {
  /** Whether it stands against another. */
  isContrary: boolean;
}

/** The comma or space before a word that turns a sentence to its contrary, and that word. */
const TURNS: Record<Readable, RegExp> = {
  en: /(?<!\b(?:all|anything|can(?:no|')?t help|choice|everything|last|none|nothing|option))[,;]? (?=(but|however)\b(?! (?:also|rather)\b))/gi,
  de: /[,;] (?=(aber|allerdings|jedoch|leider|nur)\b(?! (?:dass|wenn|weil)\b))/gi,
  zh: /[，,；;] ?(?=(但(?!愿|凡)|不过|可是|只是|就是|可惜|然而))/gu,
};
/** In words, of Chinese in characters, the turning word not counted: what is shorter is no statement by itself. */
const SHORTEST: Record<Readable, number> = { en: 2, de: 2, zh: 3 };

/**
 * The clauses of a sentence that stand against each other, each with its span: "The room is lovely", "but the bed creaks."
 * A sentence that does not turn is one.
 */
export function clausesOf({ text, span }: Sentence, language: Readable): Clause[] {
  const clauses: Sentence[] = [];
  const add = (from: number, to: number): void =>
    void clauses.push({ text: text.slice(from, to), span: { start: span.start + from, end: span.start + to } });
  const isShort = (part: string): boolean => lengthOf(part, language) < SHORTEST[language];
  let [from, afterTurn] = [0, 0];
  for (const { 0: gap, 1: turn, index } of text.matchAll(TURNS[language])) {
    const next = index + gap.length;
    const afterNext = next + turn!.length;
    if (isShort(text.slice(afterTurn, index)) || isShort(text.slice(afterNext))) continue;
    add(from, index);
    [from, afterTurn] = [next, afterNext];
  }
  add(from, text.length);
  return clauses.map(clause => ({ ...clause, isContrary: clauses.length > 1 }));
}

/** What the clauses of these sentences say. */
export const clausesIn = (sentences: readonly Pick<Sentence, 'text'>[], language: Readable): string[] =>
  sentences
    .flatMap(({ text }) => clausesOf({ text, span: { start: 0, end: text.length } }, language))
    .map(({ text }) => text);

/** What the sentiment score of a text tells of a clause: praise in one clause does not soften the fault in the next. */
export const scoreAround = ({ isContrary }: Pick<Clause, 'isContrary'>, score: number): number =>
  isContrary ? Math.min(0, score) : score;

const lengthOf = (text: string, language: Readable): number =>
  language === 'zh' ? text.length : text.trim().split(/\s+/).length;
