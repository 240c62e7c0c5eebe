import { IsOptional, IsUUID } from 'class-validator';
import { Personal, Words } from '../field.js';

/** The item should not have been kept, or counts no longer: its words are shown nowhere, and nothing new is concluded from it. */
export class KnowledgeItemWithdrawn {
  @IsUUID() itemId!: string;
  @IsUUID() customerId!: string;
  /** In the words of who withdrew it. */
  @IsOptional() @Personal({ subject: 'customerId' }) @Words(1, 1_000) reason?: string | null;
}
