import { Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { restartRetries } from '../delivery/deliveries.js';
import { subscriptionOf } from './subscription-of.js';
import { DOCUMENTED, type SubscriptionAnswer, handleSubscription } from './handle-subscription.js';

@Controller()
export class ResumeSubscriptions {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/subscriptions/:id/resume',
    role: 'contributor',
    summary: 'Go on with what came meanwhile.',
    ...DOCUMENTED,
  })
  async resume(@Param('id', IdPipe) subscriptionId: string, @Who() principal: Principal): Promise<SubscriptionAnswer> {
    const which = { tenantId: principal.tenantId, subscriptionId };
    const { status } = await subscriptionOf(this.service, which.tenantId, subscriptionId);
    // Before it is resumed: deliveries whose three days of retries ran out during the pause would be parked at their next failure.
    if (status === 'paused')
      await this.service.transaction(client => restartRetries(client, which, this.service.now()));
    return handleSubscription(this.service, principal, { type: 'ResumeSubscription', subscriptionId });
  }
}
