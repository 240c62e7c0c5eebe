import { plainText, wordsOf } from './plain-text.js';

/** Words that tell how somebody feels, in plain text (see `plainText`). */
export interface Lexicon {
  /** −3 … 3; 0 keeps a longer word from being taken for a shorter one. */
  weights: ReadonlyMap<string, number>;
  /** Neutral words that are bad news when they are denied: `works`, `druckt`. */
  failing: ReadonlySet<string>;
  negations: ReadonlySet<string>;
  stronger: ReadonlySet<string>;
  weaker: ReadonlySet<string>;
  /** What follows them is wished for, not praised. */
  wishes: ReadonlySet<string>;
  /** Endings to take off a word that is not in the table. */
  endings: readonly string[];
}

interface Table {
  weights: [weight: number, words: string][];
  failing: string;
  negations: string;
  stronger: string;
  weaker: string;
  wishes: string;
  endings: string;
}

const plainWords = (table: string): string[] => wordsOf(table).map(plainText);

export const lexicon = (table: Table): Lexicon => ({
  weights: new Map(table.weights.flatMap(([weight, words]) => plainWords(words).map(word => [word, weight] as const))),
  failing: new Set(plainWords(table.failing)),
  negations: new Set(plainWords(table.negations)),
  stronger: new Set(plainWords(table.stronger)),
  weaker: new Set(plainWords(table.weaker)),
  wishes: new Set(plainWords(table.wishes)),
  endings: wordsOf(table.endings),
});

export const EMOJI: ReadonlyMap<string, number> = new Map(
  (
    [
      [2, '😍 🥰 🤩 ❤ 💯 🎉 🏆 🙌'],
      [1.5, '😀 😃 😄 😁 😊 🙂 👍 👏 ✅ 😎 💪 ⭐ 🌟 👌 ☺'],
      [-1.5, '🙁 ☹ 😕 😞 😟 😒 👎 😢 😩 😫 😓 🙄 😣 ❌'],
      [-2, '😠 😡 🤬 😤 😭 💩 🤮 🤦 💔'],
    ] as [number, string][]
  ).flatMap(([weight, emoji]) => wordsOf(emoji).map(one => [one, weight] as const)),
);
