import type { Themes } from '@ckm/service';

export interface ThemeNow {
  themeId: string | null;
  /** What it is called now; null where no theme of that id is known. */
  theme: string | null;
}

/** The theme that an opportunity is about, as it is now. */
export const themeNow = (themes: Themes, themeId: string | null): ThemeNow =>
  themeId === null ? { themeId, theme: null } : { themeId: themes.currentOf(themeId), theme: themes.nameOf(themeId) };
