import { Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { DOCUMENTED, type SubscriptionAnswer, handleSubscription } from './handle-subscription.js';

@Controller()
export class PauseSubscriptions {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/subscriptions/:id/pause',
    role: 'contributor',
    summary: 'Share and send nothing until it is resumed.',
    ...DOCUMENTED,
  })
  pause(@Param('id', IdPipe) subscriptionId: string, @Who() principal: Principal): Promise<SubscriptionAnswer> {
    return handleSubscription(this.service, principal, { type: 'PauseSubscription', subscriptionId, reason: null });
  }
}
