export const UI_LANGUAGES = ['en', 'de', 'zh'] as const;
export type UiLanguage = (typeof UI_LANGUAGES)[number];

/** `{n}` stands for a value; `.one` and `.other` follow the number. */
export type Table = Record<string, readonly [en: string, de: string, zh: string]>;
