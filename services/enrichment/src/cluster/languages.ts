import type { Language } from '@ckm/contracts';
import { languageOf } from '../language/language.js';
import { sentencesOf } from '../language/sentences.js';

/** The language of each text. What a text leaves open is that of most of the others. */
export function languagesOf(texts: readonly string[]): Language[] {
  const languages = texts.map(text => languageOf(text, sentencesOf(text), {}).language);
  const usual = usualOf(languages);
  return texts.map((text, nth) =>
    languages[nth] === 'und' ? languageOf(text, sentencesOf(text), { locale: usual }).language : languages[nth]!,
  );
}

function usualOf(languages: readonly Language[]): Language | null {
  const counts = new Map<Language, number>();
  for (const language of languages) if (language !== 'und') counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? null;
}
