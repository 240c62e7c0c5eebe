import { wordsOf } from './plain-text.js';

/** A word for how many are given → the number. */
const NUMBERS: ReadonlyMap<string, number> = new Map(
  ['zero null no 零', 'one ein einen 一', 'two zwei 二 两', 'three drei 三', 'four vier 四', 'five fuenf 五'].flatMap(
    (words, number) => wordsOf(words).map(word => [word, number] as const),
  ),
);

const anyOf = (...words: string[]): string => `(?:${words.join('|')})`;

/** Every rating holds this: tried first, for few texts do. */
const MAY_RATE = /\bst(?:ars?|erne?n?)\b|[★☆星]|\/ ?(?:5|10)\b|\b(?:out of|von) (?:5|five|fuenf|10)\b|\b1 ?a\b/;

/** `4/5`, `9,5 von 10`, `two out of five` */
const OUT_OF =
  '(?<given>\\d{1,2}(?:[.,]\\d)?|zero|one|two|three|four|five|null|ein|zwei|drei|vier|fuenf)(?: ?/ ?| out of | von )(?<most>5|10|five|fuenf)';
/** What stands before a date, or is the rest of a longer number: 1/5 may be the first of May. */
const DATED = '\\b(?:on|by|since|until|from|vom|am|seit|bis|zum) ';
const LONGER_NUMBER = '[\\d/.,]';
/** What is numbered so, or happens on a day. */
const NUMBERED = `\\b${anyOf(
  'pages?|steps?|parts?|rooms?|seats?|gate|platform|chapter|level|lesson|episode|volume|version|question|round|phase|stage|slide',
  'tickets?|box|parcel|packages?|table|delivered|arrived|received|ordered|shipped|due|before|after',
  'seite|schritt|teil|zimmer|raum|platz|gleis|kapitel|stufe|folge|frage|runde|paket|tisch|geliefert|bestellt|nach|ab',
)} `;

const OUT_OF_STARS = new RegExp(
  `(?<!${LONGER_NUMBER}|${DATED})${OUT_OF}(?= (?:stars?|sterne?n?|points?|punkten?)\\b)`,
  'g',
);
/** Without a word of what is given, a rating ends a sentence or begins it. */
const AT_END = new RegExp(`(?<!${LONGER_NUMBER}|${DATED}|${NUMBERED})${OUT_OF}(?=[ .!,;)]{0,9}$|\\)?[.!;]{1,9} )`, 'g');
const AT_BEGINNING = new RegExp(`(?<=(?:^|[.!?;:] )\\(?)${OUT_OF}(?=[,)] )`, 'g');

/** Before stars that nobody gives: a part of a number or of `3 of 5`, a range, a scale, the class of a hotel. */
const NO_STARS_BEFORE = anyOf(
  '[\\p{L}\\d/.,]|of |von |\\b[0-5][-–]',
  '\\b(?:between|zwischen) \\S{1,5} (?:and|und) ',
  '\\b(?:scale|skala) (?:of|from|von) \\S{1,5} (?:to|bis) ',
  '\\b(?:hotel|resort|restaurant|haus|unterkunft) (?:with|mit) ',
  '\\b(?:paid for|pay for|paying for|booked|gebucht|bezahlt) ',
);
const NO_STARS_AFTER = ' (?:hotels?|rated|rating|houses?|haus|haeuser|resorts?|restaurants?|booked|gebucht|bezahlt)';
const STARS = new RegExp(
  `(?<!${NO_STARS_BEFORE})` +
    '(?<given>[0-5]|zero|no|null|one|two|three|four|five|ein|einen|zwei|drei|vier|fuenf) (?:stars?|sterne?n?)\\b' +
    `(?!${NO_STARS_AFTER})`,
  'gu',
);
/** Not 五星级, the class of a hotel, nor a range as 1-5星. */
const CHINESE_STARS = /(?<![\d.,]|[0-5][-–~到至])(?<given>[0-5](?:\.\d)?|[零一二两三四五](?=颗))颗?星(?![级酒宾期座])/g;
/** Light stars alone are an ornament. */
const DRAWN = /(?=☆{0,9}★)[★☆]{2,10}/g;

/** The best grade of Germans, given to something, and no number of a house. */
const BEST_GRADE = /(?:^|\b(?:alles|echt|einfach|ist|sind|war|waren|wirklich) )1 ?a(?=[ .!,;)]{0,9}$)/;

/** The weights of the ratings in a plain text, −3 … 3; a rating in the middle of its scale has none. */
export function ratingsIn(plain: string): number[] {
  if (!MAY_RATE.test(plain)) return [];
  const spelt = [OUT_OF_STARS, AT_END, AT_BEGINNING, STARS, CHINESE_STARS].flatMap(pattern =>
    [...plain.matchAll(pattern)].map(({ groups }) => weightOf(numberOf(groups!.given!), numberOf(groups!.most ?? '5'))),
  );
  const drawn = (plain.match(DRAWN) ?? []).map(stars => weightOf(stars.replaceAll('☆', '').length, 5));
  const graded = BEST_GRADE.test(plain) ? [STRONGEST] : [];
  return [...spelt, ...drawn, ...graded].filter(weight => weight !== 0);
}

const numberOf = (word: string): number => NUMBERS.get(word) ?? Number(word.replace(',', '.'));

const LEAST = 1;
const STRONGEST = 3;

function weightOf(given: number, most: number): number {
  const middle = (most + LEAST) / 2;
  const weight = (given - middle) / (most - middle);
  // A scale may begin with 0 or 1: what lies between its two middles tells nothing.
  const isMiddle = given >= most / 2 && given <= middle;
  return given > most || isMiddle ? 0 : STRONGEST * Math.max(-1, weight);
}
