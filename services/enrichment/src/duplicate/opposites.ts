/** They negate the word that they are put before. */
const NEGATING_PREFIXES = ['un', 'in', 'im', 'ir', 'il', 'dis', 'de', 'non'];
/** With a prefix a shorter word may become an unrelated one: `it`, `unit`. */
const MIN_NEGATED_LENGTH = 4;
/** Antonyms as in normalised texts, or their stems, which then have the same ending: `bigger` and `smaller`, `online` and `offline`. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['up', 'down'],
  ['on', 'off'],
  ['before', 'after'],
  ['hot', 'cold'],
  ['increas', 'decreas'],
  ['open', 'clos'],
  ['good', 'bad'],
  ['better', 'worse'],
  ['best', 'worst'],
  ['fast', 'slow'],
  ['early', 'late'],
  ['big', 'small'],
  ['high', 'low'],
  ['cheap', 'expensive'],
  ['more', 'less'],
  ['left', 'right'],
  ['vor', 'nach'],
  ['an', 'aus'],
  ['heiss', 'kalt'],
  ['gut', 'schlecht'],
  ['besser', 'schlechter'],
  ['schnell', 'langsam'],
  ['gross', 'klein'],
  ['groess', 'klein'],
  ['hoch', 'niedrig'],
  ['teuer', 'billig'],
  ['mehr', 'weniger'],
  ['link', 'recht'],
];
const HAN_OPPOSITES: readonly (readonly [string, string])[] = [
  ['快', '慢'],
  ['好', '差'],
  ['好', '难'],
  ['大', '小'],
  ['贵', '便宜'],
  ['近', '远'],
  ['冷', '热'],
  ['左', '右'],
];

/**
 * Whether a word of one text has its opposite in the other, and neither is in both.
 * @param a normalised
 * @param b normalised
 */
export function haveOpposites(a: string, b: string): boolean {
  const [inA, inB] = [new Set(a.split(' ')), new Set(b.split(' '))];
  const [onlyA, onlyB] = [wordsNotIn(inB, inA), wordsNotIn(inA, inB)];
  return hasOpposite(a, onlyA, onlyB) || hasOpposite(b, onlyB, onlyA) || haveHanOpposites(a, b);
}

const wordsNotIn = (others: ReadonlySet<string>, words: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...words].filter(word => !others.has(word)));

const hasOpposite = (text: string, words: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...words].some(word => isNegated(word, text, others) || oppositesOf(word).some(opposite => others.has(opposite)));

/** Whether the others have it with a negating prefix. Where the prefix stands apart before it, both are one word: `in frage`, `infrage`. */
const isNegated = (word: string, text: string, others: ReadonlySet<string>): boolean =>
  word.length >= MIN_NEGATED_LENGTH &&
  NEGATING_PREFIXES.some(prefix => others.has(prefix + word) && !` ${text} `.includes(` ${prefix} ${word} `));

const oppositesOf = (word: string): string[] =>
  OPPOSITES.flatMap(([one, other]) => (word.startsWith(one) ? [other + word.slice(one.length)] : []));

/** A single character says little (快递, 太快): each text must have its own of the two more often than the other text. */
const haveHanOpposites = (a: string, b: string): boolean =>
  HAN_OPPOSITES.some(([one, other]) => moreIn(a, b, one) * moreIn(a, b, other) < 0);

const moreIn = (a: string, b: string, part: string): number => a.split(part).length - b.split(part).length;
