import { IsUUID } from 'class-validator';
import { Words } from '../field.js';

/** A theme is called otherwise from now on, also where items were matched with it before. */
export class ThemeRenamed {
  @IsUUID() themeId!: string;
  @Words(1, 200) name!: string;
}
