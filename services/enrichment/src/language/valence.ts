import { memoiseLast } from '../model/memoise.js';
import type { Readable } from './language.js';
import { EMOJI, type Lexicon } from './lexicon.js';
import { germanLexicon } from './lexicon.de.js';
import { englishLexicon } from './lexicon.en.js';
import { chineseLexicon } from './lexicon.zh.js';
import { plainText } from './plain-text.js';
import { ratingsIn } from './ratings.js';

const INTENSIFIED = 1.5;
const DIMINISHED = 0.6;
const NEGATED = -0.7;
const WISHED = 0.3;
const FAILING: Valence = { weight: -2, manner: 'failing' };
const NONE: Valence = { weight: 0, manner: 'stated' };
/** In tokens: how far from a word its negation or wish may stand. */
const WINDOW = 3;
/** In characters. */
const CHINESE_WINDOW = 10;
const GREETINGS =
  /\b(?:good (?:morning|day|afternoon|evening)|(?:best|kind) (?:regards|wishes)|guten (?:morgen|tag|abend)|(?:mit )?freundliche[nm]? gruessen?|(?:viele|liebe|beste|schoene) gruesse|sehr geehrte[rn]?)\b|[您你]好/g;
// These negate what stands before them too: "geht gar nicht", "gefällt mir nicht".
const NEGATES_BACKWARDS = /^(nicht|net|ned|nich|nie|nimmer)$/;

/** The sentiment of one word, emoji or rating in its context. */
export interface Valence {
  /** After negation and intensifiers: up to 1.5 times that of the word. */
  weight: number;
  /** `failing`: a word that is neutral in itself, and bad news where it is negated. */
  manner: 'stated' | 'negated' | 'wished' | 'failing';
}

/** The valences of the words of a text by the language's own lexicon, of its emoji and of its ratings. */
export const valencesIn = memoiseLast((text: string, language: Readable): Valence[] => {
  const plain = withoutGreetings(text);
  const words = language === 'zh' ? chineseValences(plain) : wordValences(plain, LEXICONS[language]);
  const signs = [...emojiIn(text), ...ratingsIn(plain)].map(weight => ({ weight, manner: 'stated' as const }));
  return [...words, ...signs];
});

/** The plain text without greetings, whose good wishes are no sentiment. */
export const withoutGreetings = memoiseLast((text: string): string => plainText(text).replace(GREETINGS, ' '));

const LEXICONS = { en: englishLexicon, de: germanLexicon };

const emojiIn = (text: string): number[] =>
  (text.match(/\p{Extended_Pictographic}/gu) ?? []).flatMap(symbol => EMOJI.get(symbol) ?? []);

/** The valences of the words of an English or German plain text. */
export function wordValences(plain: string, lexicon: Lexicon): Valence[] {
  const tokens = tokensOf(plain);
  const found: Valence[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const weight = lexicon.weights.get(tokens[at]!) ?? 0;
    if (weight !== 0) {
      const intensified = weight * degree(tokens[at - 1], lexicon);
      found.push(valence(intensified, isNegated(tokens, at, lexicon), isWished(tokens, at, lexicon)));
    } else if (lexicon.failing.has(tokens[at]!) && isNegated(tokens, at, lexicon)) found.push(FAILING);
  }
  return found;
}

const tokensOf = memoiseLast((plain: string): string[] => plain.match(/\p{L}+(?:'\p{L}+)?|[.,;:!?]/gu) ?? []);

function isNegated(tokens: string[], at: number, lexicon: Lexicon): boolean {
  for (let before = at - 1; before >= Math.max(0, at - WINDOW) && isWord(tokens[before]); before--)
    if (negates(tokens[before], lexicon)) return true;
  for (let after = at + 1; after <= at + WINDOW && isWord(tokens[after]); after++)
    if (NEGATES_BACKWARDS.test(tokens[after] ?? '')) return true;
  return false;
}

const isWished = (tokens: string[], at: number, lexicon: Lexicon): boolean =>
  tokens.slice(Math.max(0, at - WINDOW), at).some(token => lexicon.wishes.has(token) || token.endsWith("'d"));

function valence(weight: number, isNegated: boolean, isWished: boolean): Valence {
  if (isNegated) return { weight: weight * NEGATED, manner: 'negated' };
  return isWished && weight > 0 ? { weight: weight * WISHED, manner: 'wished' } : { weight, manner: 'stated' };
}

const isWord = (token: string | undefined): boolean => token !== undefined && !/[.,;:!?]/.test(token);

const negates = (token = '', lexicon: Lexicon): boolean => lexicon.negations.has(token) || token.endsWith("n't");

const degree = (word = '', lexicon: Lexicon): number =>
  lexicon.intensifiers.has(word) ? INTENSIFIED : lexicon.diminishers.has(word) ? DIMINISHED : 1;

function chineseValences(plain: string): Valence[] {
  const found: Valence[] = [];
  for (let at = 0; at < plain.length;) {
    const word = longestAt(plain, at);
    if (word) found.push(chineseValence(word, plain.slice(Math.max(0, at - CHINESE_WINDOW), at)));
    at += word?.length || 1;
  }
  return found.filter(({ weight }) => weight !== 0);
}

function chineseValence(word: string, before: string): Valence {
  const negated =
    endsWithOne(before, chineseLexicon.negations) || endsWithOne(before.replace(BETWEEN, ''), chineseLexicon.negations);
  const weight = chineseLexicon.weights.get(word);
  if (weight === undefined) return negated ? FAILING : NONE;
  const wished = CHINESE_WISHES.some(wish => before.includes(wish));
  return valence(weight * chineseDegree(before), negated, wished);
}

const chineseDegree = (before: string): number =>
  endsWithOne(before, chineseLexicon.intensifiers)
    ? INTENSIFIED
    : endsWithOne(before, chineseLexicon.diminishers)
      ? DIMINISHED
      : 1;

/** What may stand between a Chinese negation and what it negates. */
const BETWEEN = /(?:[很太大是怎么得任何什]{1,2}|是?(?:十分|非常|特别|那么)|能?[令让使][人我](?:很|十分|非常|完全)?)$/;
const CHINESE_WISHES = [...chineseLexicon.wishes];
const LONGEST_ADVERB = Math.max(
  ...[chineseLexicon.negations, chineseLexicon.intensifiers, chineseLexicon.diminishers].flatMap(words =>
    [...words].map(word => word.length),
  ),
);

/** First character → the length of the longest word that begins with it; most characters begin none. */
const LONGEST_CHINESE = new Map<number, number>();
for (const word of [...chineseLexicon.weights.keys(), ...chineseLexicon.failing]) {
  const first = word.charCodeAt(0);
  LONGEST_CHINESE.set(first, Math.max(LONGEST_CHINESE.get(first) ?? 0, word.length));
}

/** The longest word of the lexicon that begins here. */
function longestAt(plain: string, at: number): string | undefined {
  const longest = LONGEST_CHINESE.get(plain.charCodeAt(at)) ?? 0;
  for (let length = Math.min(longest, plain.length - at); length > 0; length--) {
    const word = plain.slice(at, at + length);
    if (chineseLexicon.weights.has(word) || chineseLexicon.failing.has(word)) return word;
  }
  return undefined;
}

/** Looked up by the text's endings: trying one word after the other takes four times as long. */
function endsWithOne(text: string, words: ReadonlySet<string>): boolean {
  for (let length = 1; length <= LONGEST_ADVERB; length++) if (words.has(text.slice(-length))) return true;
  return false;
}
