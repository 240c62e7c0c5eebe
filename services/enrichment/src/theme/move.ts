import type { ThemeMatch } from '@ckm/contracts';

/** An item that moves to the theme that is split off from its own. */
export interface Move {
  itemId: string;
  /** The theme that is split, and those that are merged with it. */
  kin: string[];
  themeId: string;
  newThemeId: string;
  name: string;
}

/** The themes of the item afterwards; null where it does not have the theme. */
export function movedThemes(themes: ThemeMatch[], { kin, newThemeId, name }: Move): ThemeMatch[] | null {
  const others = themes.filter(({ themeId }) => themeId !== newThemeId && !kin.includes(themeId));
  if (others.length === themes.length) return null;
  return [{ themeId: newThemeId, theme: name, confidence: 1 }, ...others];
}
