import { ArrayMinSize, IsArray, IsUUID } from 'class-validator';
import { Words } from '../field.js';

/** So many distinct customers open an opportunity. */
export const CUSTOMERS_TO_OPEN = 3;

/** Enough distinct customers need something: a candidate change, to be looked at by people. */
export class OpportunityOpened {
  @IsUUID() opportunityId!: string;
  @IsUUID() themeId!: string;
  @Words(1, 200) title!: string;
  /** The items whose customers opened it. */
  @IsArray() @ArrayMinSize(1) @IsUUID(undefined, { each: true }) itemIds!: string[];
}
