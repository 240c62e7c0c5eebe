import { IsArray, IsUUID } from 'class-validator';

/** A person was forgotten: what was sealed under these keys opens no more, and what was made of it goes. */
export class SubjectErased {
  @IsUUID() erasureId!: string;
  @IsUUID() customerId!: string;
  /** None when nothing was kept of the person. */
  @IsArray() @IsUUID(undefined, { each: true }) keyIds!: string[];
}
