/** In front of a word they deny it. */
const DENYING = ['un', 'in', 'im', 'ir', 'il', 'dis', 'de', 'non'];
/** A shorter word becomes another one with them: `it`, `unit`. */
const SHORTEST_DENIED = 4;
/**
 * Opposites as normalised texts have them, or what they begin with: what both go on with is the same, as in `bigger` and `smaller`, `online` and `offline`.
 */
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
];
const HAN_OPPOSITES: readonly (readonly [string, string])[] = [
  ['快', '慢'],
  ['好', '差'],
  ['好', '难'],
  ['大', '小'],
  ['贵', '便宜'],
  ['近', '远'],
  ['冷', '热'],
];

/** Whether one text says the opposite of a word of the other in its place. @param a normalised @param b normalised */
export function holdOpposites(a: string, b: string): boolean {
  const [inA, inB] = [new Set(a.split(' ')), new Set(b.split(' '))];
  const [onlyA, onlyB] = [wordsNotIn(inB, inA), wordsNotIn(inA, inB)];
  return hasOpposite(a, onlyA, onlyB) || hasOpposite(b, onlyB, onlyA) || holdHanOpposites(a, b);
}

const wordsNotIn = (others: ReadonlySet<string>, words: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...words].filter(word => !others.has(word)));

const hasOpposite = (text: string, words: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...words].some(word => isDenied(word, text, others) || oppositesOf(word).some(opposite => others.has(opposite)));

/** Whether others deny it with a prefix. Behind one that is written apart it is their very word: `in frage`, `infrage`. */
const isDenied = (word: string, text: string, others: ReadonlySet<string>): boolean =>
  word.length >= SHORTEST_DENIED &&
  DENYING.some(prefix => others.has(prefix + word) && !` ${text} `.includes(` ${prefix} ${word} `));

const oppositesOf = (word: string): string[] =>
  OPPOSITES.flatMap(([one, other]) => (word.startsWith(one) ? [other + word.slice(one.length)] : []));

/** A character says little by itself (快递, 太快): one text must hold the one more often, and the other the other. */
const holdHanOpposites = (a: string, b: string): boolean =>
  HAN_OPPOSITES.some(([one, other]) => moreIn(a, b, one) * moreIn(a, b, other) < 0);

const moreIn = (a: string, b: string, part: string): number => a.split(part).length - b.split(part).length;
