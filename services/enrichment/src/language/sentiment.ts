import type { Sentiment } from '@ckm/contracts';
import type { Readable } from './language.js';
import { EMOJI, type Lexicon } from './lexicon.js';
import { german } from './lexicon.de.js';
import { english } from './lexicon.en.js';
import { chinese } from './lexicon.zh.js';
import { plainText } from './plain-text.js';

const LABEL_FROM = 0.2;
const STRONGER = 1.5;
const WEAKER = 0.6;
const DENIED = -0.7;
const FAILING = -2;
const WISHED = 0.3;
const REACH = 3;
const CHINESE_REACH = 10;
const LONGEST_CHINESE = 5;
const GREETINGS =
  /\b(?:good (?:morning|day|afternoon|evening)|(?:best|kind) (?:regards|wishes)|guten (?:morgen|tag|abend)|(?:mit )?freundliche[nm]? gruessen?|(?:viele|liebe|beste|schoene) gruesse|sehr geehrte[rn]?)\b|[您你]好/g;
// These deny what came before them too: "geht gar nicht", "gefällt mir nicht".
const DENIES_BACKWARDS = /^(nicht|net|ned|nich|nie|nimmer)$/;

/** The weight of each word and emoji that tells a feeling, −4.5 … 4.5. */
export const feelingsIn = (text: string, language: Readable): number[] => {
  const plain = plainText(text).replace(GREETINGS, ' ');
  return [...(language === 'zh' ? chineseFeelings(plain) : wordFeelings(plain, LEXICONS[language])), ...emojiIn(text)];
};

/** Grows with the weight and the agreement of what was found, and stays within −1 … 1. */
export function sentimentOf(feelings: number[]): Sentiment {
  const sum = feelings.reduce((total, feeling) => total + feeling, 0);
  const score = rounded(Math.tanh(sum / (2 * Math.sqrt(Math.max(1, feelings.length)))));
  return { label: score >= LABEL_FROM ? 'positive' : score <= -LABEL_FROM ? 'negative' : 'neutral', score };
}

const LEXICONS = { en: english, de: german };

const rounded = (score: number): number => Math.round(score * 1000) / 1000 || 0;

const emojiIn = (text: string): number[] => [...text].flatMap(symbol => EMOJI.get(symbol) ?? []);

function wordFeelings(plain: string, lexicon: Lexicon): number[] {
  const tokens = plain.match(/\p{L}+(?:'\p{L}+)?|[.,;:!?]/gu) ?? [];
  return tokens.flatMap((token, at) => {
    const weight = weightOf(token, lexicon);
    const fails = lexicon.failing.has(token);
    if (weight === 0 && !fails) return [];
    const denied = isDenied(tokens, at, lexicon);
    if (weight === 0) return denied ? [FAILING] : [];
    return [weight * manner(denied, weight > 0 && isWished(tokens, at, lexicon)) * degree(tokens[at - 1], lexicon)];
  });
}

function weightOf(token: string, lexicon: Lexicon): number {
  const exact = lexicon.weights.get(token);
  if (exact !== undefined) return exact;
  for (const ending of lexicon.endings) {
    const stem = token.endsWith(ending) ? token.slice(0, -ending.length) : '';
    if (stem.length > 2 && lexicon.weights.has(stem)) return lexicon.weights.get(stem) ?? 0;
  }
  return 0;
}

function isDenied(tokens: string[], at: number, lexicon: Lexicon): boolean {
  for (let before = at - 1; before >= Math.max(0, at - REACH) && isWord(tokens[before]); before--)
    if (denies(tokens[before], lexicon)) return true;
  for (let after = at + 1; after <= at + REACH && isWord(tokens[after]); after++)
    if (DENIES_BACKWARDS.test(tokens[after] ?? '')) return true;
  return false;
}

const isWished = (tokens: string[], at: number, lexicon: Lexicon): boolean =>
  tokens.slice(Math.max(0, at - REACH), at).some(token => lexicon.wishes.has(token) || token.endsWith("'d"));

const manner = (denied: boolean, wished: boolean): number => (denied ? DENIED : wished ? WISHED : 1);

const isWord = (token: string | undefined): boolean => token !== undefined && !/[.,;:!?]/.test(token);

const denies = (token = '', lexicon: Lexicon): boolean => lexicon.negations.has(token) || token.endsWith("n't");

const degree = (word = '', lexicon: Lexicon): number =>
  lexicon.stronger.has(word) ? STRONGER : lexicon.weaker.has(word) ? WEAKER : 1;

function chineseFeelings(plain: string): number[] {
  const found: number[] = [];
  for (let at = 0; at < plain.length;) {
    const word = longestAt(plain, at);
    if (word) found.push(chineseFeeling(word, plain.slice(Math.max(0, at - CHINESE_REACH), at)));
    at += word?.length || 1;
  }
  return found.filter(feeling => feeling !== 0);
}

function chineseFeeling(word: string, before: string): number {
  const denied = endsWithOne(before, chinese.negations, /[很太是怎么得任何什]{0,2}$/);
  const weight = chinese.weights.get(word);
  if (weight === undefined) return denied ? FAILING : 0;
  const wished = weight > 0 && [...chinese.wishes].some(wish => before.includes(wish));
  return weight * manner(denied, wished) * chineseDegree(before);
}

const chineseDegree = (before: string): number =>
  endsWithOne(before, chinese.stronger) ? STRONGER : endsWithOne(before, chinese.weaker) ? WEAKER : 1;

function longestAt(plain: string, at: number): string | undefined {
  for (let length = Math.min(LONGEST_CHINESE, plain.length - at); length > 0; length--) {
    const word = plain.slice(at, at + length);
    if (chinese.weights.has(word) || chinese.failing.has(word)) return word;
  }
  return undefined;
}

function endsWithOne(text: string, words: ReadonlySet<string>, between = /$/): boolean {
  const ending = text.replace(between, '');
  return [...words].some(word => text.endsWith(word) || ending.endsWith(word));
}
