import { CORRECTIONS } from './words/corrections.js';
import { DOMAIN } from './words/domain.js';
import { FEED } from './words/feed.js';
import { ITEM } from './words/item.js';
import { UI_LANGUAGES, type UiLanguage } from './words/languages.js';
import { OPERATIONS } from './words/operations.js';
import { OPPORTUNITIES } from './words/opportunities.js';
import { PAGE } from './words/page.js';
import { THEMES } from './words/themes.js';

/** One table for each page, and those that all pages share. A key stands in one of them only. */
export const TABLES = [PAGE, FEED, ITEM, CORRECTIONS, OPPORTUNITIES, THEMES, OPERATIONS, DOMAIN];

/** The translations of every text of the pages. */
export const WORDS = {
  ...PAGE,
  ...FEED,
  ...ITEM,
  ...CORRECTIONS,
  ...OPPORTUNITIES,
  ...THEMES,
  ...OPERATIONS,
  ...DOMAIN,
};
export type Word = keyof typeof WORDS;
type Counted<W = Word> = W extends `${infer Stem}.other` ? Stem : never;

export function preferredLanguage(wanted: readonly string[]): UiLanguage {
  const short = wanted.map(tag => tag.toLowerCase().split('-')[0]);
  return (
    UI_LANGUAGES.find(language => language === short.find(tag => UI_LANGUAGES.some(known => known === tag))) ?? 'en'
  );
}

/** The texts in one language. */
export function wordsIn(language: UiLanguage) {
  const column = UI_LANGUAGES.indexOf(language);
  const number = new Intl.NumberFormat(language);
  const plural = new Intl.PluralRules(language);
  const say = (word: Word, n: string | number = ''): string =>
    (WORDS[word][column] ?? word).replace('{n}', () => (typeof n === 'number' ? number.format(n) : n));
  return {
    language,
    say,
    count: (stem: Counted, n: number) => say(plural.select(n) === 'one' ? `${stem}.one` : `${stem}.other`, n),
    /** The name of a value of the domain; the value itself where there is no translation. */
    name: (group: string, value: string) => (`${group}.${value}` in WORDS ? say(`${group}.${value}` as Word) : value),
    number: (n: number) => number.format(n),
    percent: (share: number) => new Intl.NumberFormat(language, { style: 'percent' }).format(share),
  };
}
export type Words = ReturnType<typeof wordsIn>;
