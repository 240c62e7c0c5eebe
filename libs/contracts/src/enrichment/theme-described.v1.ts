import { IsIn, IsUUID } from 'class-validator';
import { NestedMany, Words } from '../field.js';
import { LANGUAGES, type Language } from '../vocabulary.js';

/** A sentence that a customer of this theme might say. */
export class Example {
  @IsIn(LANGUAGES) language!: Language;
  @Words(1, 1_000) text!: string;
}

/** People gave a theme its name, its meaning and its examples. */
export class ThemeDescribed {
  @IsUUID() themeId!: string;
  @Words(1, 200) name!: string;
  @Words(0, 2_000) description!: string;
  @NestedMany(() => Example) examples!: Example[];
}
