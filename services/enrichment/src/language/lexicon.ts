import { plainText, wordsOf } from './plain-text.js';

/** Words that tell how somebody feels, in plain text (see `plainText`). */
export interface Lexicon {
  /** −3 … 3, with every ending a word may take; 0 keeps a longer word from being taken for a shorter one. */
  weights: ReadonlyMap<string, number>;
  /** Neutral words that are bad news when they are denied: `works`, `druckt`. */
  failing: ReadonlySet<string>;
  negations: ReadonlySet<string>;
  stronger: ReadonlySet<string>;
  weaker: ReadonlySet<string>;
  /** What follows them is wished for, not praised. */
  wishes: ReadonlySet<string>;
}

interface Table {
  weights: [weight: number, words: string][];
  failing: string;
  negations: string;
  stronger: string;
  weaker: string;
  wishes: string;
  /** Of words that are not in the table themselves. */
  endings: string;
}

const SHORTEST_STEM = 3;

const plainWords = (table: string): string[] => wordsOf(table).map(plainText);

export const lexicon = (table: Table): Lexicon => ({
  weights: withEndings(
    new Map(table.weights.flatMap(([weight, words]) => plainWords(words).map(word => [word, weight] as const))),
    wordsOf(table.endings),
  ),
  failing: new Set(plainWords(table.failing)),
  negations: new Set(plainWords(table.negations)),
  stronger: new Set(plainWords(table.stronger)),
  weaker: new Set(plainWords(table.weaker)),
  wishes: new Set(plainWords(table.wishes)),
});

/** What a word is by itself goes before what it is with an ending, and an earlier ending before a later one. */
function withEndings(weights: ReadonlyMap<string, number>, endings: readonly string[]): Map<string, number> {
  const all = new Map(weights);
  for (const ending of endings)
    for (const [word, weight] of weights)
      if (word.length >= SHORTEST_STEM && !all.has(word + ending)) all.set(word + ending, weight);
  return all;
}

export const EMOJI: ReadonlyMap<string, number> = new Map(
  (
    [
      [2, '😍 🥰 🤩 😘 😻 🥳 ❤ ♥ 💕 💖 💗 💙 💚 💛 🧡 💜 💯 🎉 🏆 🙌'],
      [1.5, '😀 😃 😄 😁 😊 🙂 😋 😌 🤗 👍 👏 ✅ 😎 💪 ⭐ 🌟 👌 ☺'],
      [-1.5, '🙁 ☹ 😕 😞 😟 😒 👎 😢 😩 😫 😓 🙄 😣 😔 😖 😥 😪 😑 🥲 😱 💀 ☠ 🗑 ❌'],
      [-2, '😠 😡 🤬 😤 😭 💩 🤦 💔 👿 🖕'],
      [-3, '🤮 🤢'],
    ] as [number, string][]
  ).flatMap(([weight, emoji]) => wordsOf(emoji).map(one => [one, weight] as const)),
);
