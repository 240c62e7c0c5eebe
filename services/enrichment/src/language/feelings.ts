import { memoiseLast } from '../model/memoise.js';
import type { Readable } from './language.js';
import { EMOJI, type Lexicon } from './lexicon.js';
import { german } from './lexicon.de.js';
import { english } from './lexicon.en.js';
import { chinese } from './lexicon.zh.js';
import { plainText } from './plain-text.js';
import { ratingsIn } from './ratings.js';

const STRONGER = 1.5;
const WEAKER = 0.6;
const DENIED = -0.7;
const FAILS: Feeling = { weight: -2, manner: 'failing' };
const NOTHING: Feeling = { weight: 0, manner: 'said' };
const WISHED = 0.3;
const REACH = 3;
const CHINESE_REACH = 10;
const GREETINGS =
  /\b(?:good (?:morning|day|afternoon|evening)|(?:best|kind) (?:regards|wishes)|guten (?:morgen|tag|abend)|(?:mit )?freundliche[nm]? gruessen?|(?:viele|liebe|beste|schoene) gruesse|sehr geehrte[rn]?)\b|[您你]好/g;
// These deny what came before them too: "geht gar nicht", "gefällt mir nicht".
const DENIES_BACKWARDS = /^(nicht|net|ned|nich|nie|nimmer)$/;

/** What a word or an emoji tells. */
export interface Feeling {
  /** −4.5 … 4.5: as it is meant, denials and emphasis counted in. */
  weight: number;
  /** `failing`: neutral in itself, and bad news where it is denied. */
  manner: 'said' | 'denied' | 'wished' | 'failing';
}

export const feelingsIn = memoiseLast((text: string, language: Readable): Feeling[] => {
  const plain = withoutGreetings(text);
  const words = language === 'zh' ? chineseFeelings(plain) : wordFeelings(plain, LEXICONS[language]);
  const signs = [...emojiIn(text), ...ratingsIn(plain)].map(weight => ({ weight, manner: 'said' as const }));
  return [...words, ...signs];
});

/** The plain text without greetings, whose good wishes say nothing. */
export const withoutGreetings = memoiseLast((text: string): string => plainText(text).replace(GREETINGS, ' '));

const LEXICONS = { en: english, de: german };

const emojiIn = (text: string): number[] =>
  (text.match(/\p{Extended_Pictographic}/gu) ?? []).flatMap(symbol => EMOJI.get(symbol) ?? []);

/** Of the words of a plain text. */
export function wordFeelings(plain: string, lexicon: Lexicon): Feeling[] {
  const tokens = tokensOf(plain);
  const found: Feeling[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const weight = lexicon.weights.get(tokens[at]!) ?? 0;
    if (weight !== 0) {
      const meant = weight * degree(tokens[at - 1], lexicon);
      found.push(feeling(meant, isDenied(tokens, at, lexicon), isWished(tokens, at, lexicon)));
    } else if (lexicon.failing.has(tokens[at]!) && isDenied(tokens, at, lexicon)) found.push(FAILS);
  }
  return found;
}

const tokensOf = memoiseLast((plain: string): string[] => plain.match(/\p{L}+(?:'\p{L}+)?|[.,;:!?]/gu) ?? []);

function isDenied(tokens: string[], at: number, lexicon: Lexicon): boolean {
  for (let before = at - 1; before >= Math.max(0, at - REACH) && isWord(tokens[before]); before--)
    if (denies(tokens[before], lexicon)) return true;
  for (let after = at + 1; after <= at + REACH && isWord(tokens[after]); after++)
    if (DENIES_BACKWARDS.test(tokens[after] ?? '')) return true;
  return false;
}

const isWished = (tokens: string[], at: number, lexicon: Lexicon): boolean =>
  tokens.slice(Math.max(0, at - REACH), at).some(token => lexicon.wishes.has(token) || token.endsWith("'d"));

function feeling(weight: number, denied: boolean, wished: boolean): Feeling {
  if (denied) return { weight: weight * DENIED, manner: 'denied' };
  return wished && weight > 0 ? { weight: weight * WISHED, manner: 'wished' } : { weight, manner: 'said' };
}

const isWord = (token: string | undefined): boolean => token !== undefined && !/[.,;:!?]/.test(token);

const denies = (token = '', lexicon: Lexicon): boolean => lexicon.negations.has(token) || token.endsWith("n't");

const degree = (word = '', lexicon: Lexicon): number =>
  lexicon.stronger.has(word) ? STRONGER : lexicon.weaker.has(word) ? WEAKER : 1;

function chineseFeelings(plain: string): Feeling[] {
  const found: Feeling[] = [];
  for (let at = 0; at < plain.length;) {
    const word = longestAt(plain, at);
    if (word) found.push(chineseFeeling(word, plain.slice(Math.max(0, at - CHINESE_REACH), at)));
    at += word?.length || 1;
  }
  return found.filter(({ weight }) => weight !== 0);
}

function chineseFeeling(word: string, before: string): Feeling {
  const denied = endsWithOne(before, chinese.negations) || endsWithOne(before.replace(BETWEEN, ''), chinese.negations);
  const weight = chinese.weights.get(word);
  if (weight === undefined) return denied ? FAILS : NOTHING;
  const wished = weight > 0 && CHINESE_WISHES.some(wish => before.includes(wish));
  return feeling(weight * chineseDegree(before), denied, wished);
}

const chineseDegree = (before: string): number =>
  endsWithOne(before, chinese.stronger) ? STRONGER : endsWithOne(before, chinese.weaker) ? WEAKER : 1;

/** What may stand between a Chinese denial and what it denies. */
const BETWEEN = /[很太是怎么得任何什]{1,2}$/;
const CHINESE_WISHES = [...chinese.wishes];
const LONGEST_ADVERB = Math.max(
  ...[chinese.negations, chinese.stronger, chinese.weaker].flatMap(words => [...words].map(word => word.length)),
);

/** How long a Chinese word may be, by its first character; most characters begin none. */
const LONGEST_CHINESE = new Map<number, number>();
for (const word of [...chinese.weights.keys(), ...chinese.failing]) {
  const first = word.charCodeAt(0);
  LONGEST_CHINESE.set(first, Math.max(LONGEST_CHINESE.get(first) ?? 0, word.length));
}

function longestAt(plain: string, at: number): string | undefined {
  const longest = LONGEST_CHINESE.get(plain.charCodeAt(at)) ?? 0;
  for (let length = Math.min(longest, plain.length - at); length > 0; length--) {
    const word = plain.slice(at, at + length);
    if (chinese.weights.has(word) || chinese.failing.has(word)) return word;
  }
  return undefined;
}

/** Looked up by their ends: trying one word after the other takes four times as long. */
function endsWithOne(text: string, words: ReadonlySet<string>): boolean {
  for (let length = 1; length <= LONGEST_ADVERB; length++) if (words.has(text.slice(-length))) return true;
  return false;
}
