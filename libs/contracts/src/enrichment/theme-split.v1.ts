import { IsArray, IsUUID } from 'class-validator';
import { NestedMany } from '../field.js';
import { Example } from './theme-described.v1.js';

/** Some of what belonged to a theme is a theme of its own; merged back, both are what the one was. */
export class ThemeSplit {
  @IsUUID() themeId!: string;
  @IsUUID() newThemeId!: string;
  /** The examples that went along. */
  @NestedMany(() => Example) moved!: Example[];
  /** The items that went along, each by a correction of its own. */
  @IsArray() @IsUUID(undefined, { each: true }) itemIds!: string[];
}
