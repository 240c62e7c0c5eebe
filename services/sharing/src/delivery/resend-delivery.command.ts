import { Rejection } from '@ckm/event-sourcing';
import { Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { requestDelivery } from './request-delivery.decider.js';
import { deliveryExists, requeueMessage } from './deliveries.js';

@Controller()
export class ResendDeliveries {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/subscriptions/:id/deliveries/:deliveryId/resend',
    role: 'contributor',
    summary: 'Send it again, under the same id.',
    problems: [404, 409],
  })
  async resend(
    @Param('id', IdPipe) subscriptionId: string,
    @Param('deliveryId', IdPipe) deliveryId: string,
    @Who() principal: Principal,
  ): Promise<{ data: { deliveryId: string } }> {
    const which = { tenantId: principal.tenantId, subscriptionId, deliveryId };
    if (!(await this.service.transaction(client => deliveryExists(client, which))))
      throw new Rejection('delivery-not-found');
    await this.service.events.handle(this.service.contextOf(principal), requestDelivery, subscriptionId, {
      type: 'DeliveryResent',
      data: { subscriptionId, deliveryId },
    });
    // Also when the event was there already: an earlier request may have failed between the two.
    await this.service.transaction(client => requeueMessage(client, which, this.service.now()));
    return { data: { deliveryId } };
  }
}
