import { IsOptional, IsUUID } from 'class-validator';
import { Personal, Words } from '../field.js';

/** What a customer said does not belong to this opportunity after all. */
export class EvidenceRemoved {
  @IsUUID() evidenceId!: string;
  @IsUUID() opportunityId!: string;
  @IsUUID() itemId!: string;
  @IsUUID() customerId!: string;
  /** In the words of who removed it. */
  @IsOptional() @Personal({ subject: 'customerId' }) @Words(1, 1_000) reason?: string | null;
}
