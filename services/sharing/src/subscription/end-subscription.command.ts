import { Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { DOCUMENTED, type SubscriptionAnswer, handleSubscription } from './handle-subscription.js';

@Controller()
export class EndSubscriptions {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/subscriptions/:id/end',
    role: 'contributor',
    summary: 'Share and send nothing any more.',
    ...DOCUMENTED,
  })
  end(@Param('id', IdPipe) subscriptionId: string, @Who() principal: Principal): Promise<SubscriptionAnswer> {
    return handleSubscription(this.service, principal, { type: 'EndSubscription', subscriptionId });
  }
}
