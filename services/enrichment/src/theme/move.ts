import type { ThemeMatch } from '@ckm/contracts';

/** An item that goes along with a part of its theme. */
export interface Move {
  itemId: string;
  /** The theme, and those that are one with it. */
  kin: string[];
  themeId: string;
  newThemeId: string;
  name: string;
}

/** Null for an item that is not of the theme. */
export function movedThemes(themes: ThemeMatch[], { kin, newThemeId, name }: Move): ThemeMatch[] | null {
  const others = themes.filter(({ themeId }) => themeId !== newThemeId && !kin.includes(themeId));
  if (others.length === themes.length) return null;
  return [{ themeId: newThemeId, theme: name, confidence: 1 }, ...others];
}
