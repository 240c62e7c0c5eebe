import { ArrayMinSize, IsArray, IsIn, IsUUID } from 'class-validator';
import { READABLE, type Readable } from '../vocabulary.js';

/** People said which languages their customers write: what is in another is `und` from then on. */
export class LanguagesChosen {
  /** A tenant has one choice. */
  @IsUUID() choiceId!: string;
  @IsArray() @ArrayMinSize(1) @IsIn(READABLE, { each: true }) languages!: Readable[];
}
