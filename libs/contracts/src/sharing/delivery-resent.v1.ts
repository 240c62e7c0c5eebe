import { IsUUID } from 'class-validator';

/** Somebody has a delivery sent again, with all that its message holds. */
export class DeliveryResent {
  @IsUUID() subscriptionId!: string;
  @IsUUID() deliveryId!: string;
}
