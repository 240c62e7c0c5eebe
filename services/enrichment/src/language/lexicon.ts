import { plainText, wordsOf } from './plain-text.js';

/** Words of sentiment, in plain text (see `plainText`). */
export interface Lexicon {
  /** Word → its valence, −3 … 3 in our own lexicons and −5 … 5 in published ones, with every inflected form; 0 keeps a longer word from being taken for a shorter one within it. */
  weights: ReadonlyMap<string, number>;
  /** Neutral words that are bad news when they are negated: `works`, `druckt`. */
  failing: ReadonlySet<string>;
  negations: ReadonlySet<string>;
  intensifiers: ReadonlySet<string>;
  diminishers: ReadonlySet<string>;
  /** What follows them is wished for, and no praise. */
  wishes: ReadonlySet<string>;
}

interface Table {
  weights: [weight: number, words: string][];
  failing: string;
  negations: string;
  intensifiers: string;
  diminishers: string;
  wishes: string;
  /** Appended to every word to make inflected forms. */
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
  intensifiers: new Set(plainWords(table.intensifiers)),
  diminishers: new Set(plainWords(table.diminishers)),
  wishes: new Set(plainWords(table.wishes)),
});

/** A word of the table takes precedence over an inflected form, and a form with an earlier ending over one with a later. */
function withEndings(weights: ReadonlyMap<string, number>, endings: readonly string[]): Map<string, number> {
  const all = new Map(weights);
  for (const ending of endings)
    for (const [word, weight] of weights)
      if (word.length >= SHORTEST_STEM && !all.has(word + ending)) all.set(word + ending, weight);
  return all;
}

/** Emoji → its valence. */
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
