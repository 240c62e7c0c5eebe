import type { Language } from '@ckm/contracts';
import { languageOf } from '../language/language.js';
import { sentencesOf } from '../language/sentences.js';

/** The language of each text. One that cannot be told from the text alone is decided by the most frequent language of the others. */
export function languagesOf(texts: readonly string[]): Language[] {
  const sentences = texts.map(text => sentencesOf(text));
  const languageIn = (nth: number, locale: Language | null): Language =>
    languageOf(texts[nth]!, sentences[nth]!, { locale }).language;
  const languages = texts.map((_, nth) => languageIn(nth, null));
  const usual = mostFrequent(languages);
  return languages.map((language, nth) => (language === 'und' ? languageIn(nth, usual) : language));
}

function mostFrequent(languages: readonly Language[]): Language | null {
  const counts = new Map<Language, number>();
  for (const language of languages) if (language !== 'und') counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? null;
}
