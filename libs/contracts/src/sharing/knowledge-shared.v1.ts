import { IsUUID } from 'class-validator';

/** An item answers a subscription's query; once, however often it is interpreted. */
export class KnowledgeShared {
  @IsUUID() shareId!: string;
  @IsUUID() subscriptionId!: string;
  @IsUUID() itemId!: string;
  @IsUUID() customerId!: string;
}
