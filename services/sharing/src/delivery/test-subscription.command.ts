import { Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { currentTrace } from '@ckm/telemetry';
import { Controller, Param } from '@nestjs/common';
import { requestDelivery } from './request-delivery.decider.js';
import { insertTest } from './deliveries.js';

@Controller()
export class TestSubscriptions {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/subscriptions/:id/test',
    role: 'contributor',
    summary: 'Send a message that shows whether the channel works; the deliveries tell how it went.',
    problems: [404, 409],
  })
  async test(
    @Param('id', IdPipe) subscriptionId: string,
    @Who() principal: Principal,
  ): Promise<{ data: { deliveryId: string } }> {
    const { tenantId } = principal;
    const deliveryId = this.service.newId(principal, 'test-delivery');
    await this.service.events.handle(this.service.contextOf(principal), requestDelivery, subscriptionId, {
      type: 'SubscriptionTested',
      data: { subscriptionId, deliveryId },
    });
    // Also when the event was there already: an earlier request may have failed between the two.
    const test = { deliveryId, tenantId, subscriptionId, traceparent: currentTrace() };
    await this.service.transaction(client => insertTest(client, test, this.service.now()));
    return { data: { deliveryId } };
  }
}
