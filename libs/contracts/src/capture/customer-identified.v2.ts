import { IsOptional, IsUUID } from 'class-validator';
import { Instant, Personal, Words } from '../field.js';

/** A source told who a customer is. What it does not tell stays as it was told before. */
export class CustomerIdentified {
  @IsUUID() customerId!: string;
  @Personal({ subject: 'customerId' }) @Words(1, 200) customerExternalId!: string;
  @Words(1, 500) source!: string;
  @Personal({ subject: 'customerId', since: 2 }) @Words(1, 500) externalId!: string;
  @IsOptional() @Personal({ subject: 'customerId' }) @Words(1, 200) name?: string | null;
  @IsOptional() @Personal({ subject: 'customerId', since: 2 }) @Words(1, 200) account?: string | null;
  @IsOptional() @Words(2, 35) languageHint?: string | null;
  @Instant() occurredAt!: string;
  @Instant() receivedAt!: string;
  @Personal({ subject: 'customerId' }) @Words(1, 100) sameness!: string;
}
