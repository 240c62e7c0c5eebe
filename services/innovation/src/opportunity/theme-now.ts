import type { Themes } from '@ckm/service';

export interface ThemeNow {
  themeId: string | null;
  /** Its current name; null where the theme is not known. */
  theme: string | null;
}

/** The theme of an opportunity, after mergers and renamings. */
export const themeNow = (themes: Themes, themeId: string | null): ThemeNow =>
  themeId === null ? { themeId, theme: null } : { themeId: themes.currentOf(themeId), theme: themes.nameOf(themeId) };
