import { Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { TOLD, type Told, tellSubscription } from './tell-subscription.js';

@Controller()
export class PauseSubscriptions {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/subscriptions/:id/pause',
    role: 'contributor',
    summary: 'Share and send nothing until it is resumed.',
    ...TOLD,
  })
  pause(@Param('id', IdPipe) subscriptionId: string, @Who() principal: Principal): Promise<Told> {
    return tellSubscription(this.service, principal, { type: 'PauseSubscription', subscriptionId, reason: null });
  }
}
