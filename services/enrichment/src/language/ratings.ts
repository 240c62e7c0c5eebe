import { wordsOf } from './plain-text.js';

/** How many are given, in words. */
const NUMBERS: ReadonlyMap<string, number> = new Map(
  ['zero null no 零', 'one ein einen 一', 'two zwei 二 两', 'three drei 三', 'four vier 四', 'five fuenf 五'].flatMap(
    (words, number) => wordsOf(words).map(word => [word, number] as const),
  ),
);

const MAY_RATE = /\bst(?:ars?|erne?n?)\b|[★☆星]|\/ ?(?:5|10)\b|\b(?:out of|von) (?:5|five|fuenf|10)\b/;
const OUT_OF =
  '(?<given>\\d{1,2}(?:[.,]\\d)?|zero|one|two|three|four|five|null|ein|zwei|drei|vier|fuenf)(?: ?/ ?| out of | von )(?<most>5|10|five|fuenf)';
const DATED = 'on|by|since|until|from|vom|am|seit|bis|zum';
/** What is numbered, or happens on a day. */
const COUNTED = [
  'pages?|steps?|parts?|rooms?|seats?|gate|platform|chapter|level|lesson|episode|volume|version|question|round|phase|stage|slide',
  'tickets?|box|parcel|packages?|table|delivered|arrived|received|ordered|shipped|due|before|after',
  'seite|schritt|teil|zimmer|raum|platz|gleis|kapitel|stufe|folge|frage|runde|paket|tisch|geliefert|bestellt|nach|ab',
].join('|');
const OF_MANY = new RegExp(`(?<![\\d/.,]|\\b(?:${DATED}) )${OUT_OF}(?= (?:stars?|sterne?n?|points?|punkten?)\\b)`, 'g');
/** With nothing said of what they are: they end a sentence, or begin it. */
const AT_END = new RegExp(`(?<![\\d/.,]|\\b(?:${DATED}|${COUNTED}) )${OUT_OF}(?=[ .!,;)]{0,9}$|\\)?[.!;]{1,9} )`, 'g');
const AT_BEGINNING = new RegExp(`(?<=(?:^|[.!?;:] )\\(?)${OUT_OF}(?=[,)] )`, 'g');
const STARS = new RegExp(
  [
    '(?<![\\p{L}\\d/.,]|of |von |\\b[0-5][-–]',
    '|\\b(?:between|zwischen) \\S{1,5} (?:and|und) |\\b(?:scale|skala) (?:of|from|von) \\S{1,5} (?:to|bis) ',
    '|\\b(?:hotel|resort|restaurant|haus|unterkunft) (?:with|mit) |\\b(?:paid for|pay for|paying for|booked|gebucht|bezahlt) )',
    '(?<given>[0-5]|zero|no|null|one|two|three|four|five|ein|einen|zwei|drei|vier|fuenf) (?:stars?|sterne?n?)\\b',
    '(?! (?:hotels?|rated|rating|houses?|haus|haeuser|resorts?|restaurants?|booked|gebucht|bezahlt))',
  ].join(''),
  'gu',
);
const CHINESE_STARS = /(?<![\d.,]|[0-5][-–~到至])(?<given>[0-5](?:\.\d)?|[零一二两三四五](?=颗))颗?星(?![级酒宾期座])/g;
/** Light ones alone are an ornament. */
const DRAWN = /(?=☆{0,9}★)[★☆]{2,10}/g;

/** How somebody feels who gives so many stars or points, −3 … 3; nothing is told by those who give a middle one. */
export function ratingsIn(plain: string): number[] {
  if (!MAY_RATE.test(plain)) return [];
  const spelt = [OF_MANY, AT_END, AT_BEGINNING, STARS, CHINESE_STARS].flatMap(pattern =>
    [...plain.matchAll(pattern)].map(({ groups }) => weightOf(numberOf(groups!.given!), numberOf(groups!.most ?? '5'))),
  );
  const drawn = (plain.match(DRAWN) ?? []).map(stars => weightOf(stars.replaceAll('☆', '').length, 5));
  return [...spelt, ...drawn].filter(weight => weight !== 0);
}

const numberOf = (word: string): number => NUMBERS.get(word) ?? Number(word.replace(',', '.'));

const LEAST = 1;
const STRONGEST = 3;

function weightOf(given: number, most: number): number {
  const middle = (most + LEAST) / 2;
  const weight = (given - middle) / (most - middle);
  // Some count from none: their middle tells nothing either.
  const isMiddle = given >= most / 2 && given <= middle;
  return given > most || isMiddle ? 0 : STRONGEST * Math.max(-1, weight);
}
