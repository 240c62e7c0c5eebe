export const UI_LANGUAGES = ['en', 'de', 'zh'] as const;
export type UiLanguage = (typeof UI_LANGUAGES)[number];

/** Translations by key. `{n}` stands for a value; `.one` and `.other` are chosen by the plural rule of a number. */
export type Table = Record<string, readonly [en: string, de: string, zh: string]>;
