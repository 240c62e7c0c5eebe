import { IsUUID } from 'class-validator';

/** Two themes are one: what was matched with this one counts for the other, until they are parted. */
export class ThemeMerged {
  @IsUUID() themeId!: string;
  @IsUUID() intoThemeId!: string;
}

/** A merged theme stands for itself again, with what was matched with it. */
export class ThemeParted {
  @IsUUID() themeId!: string;
}
