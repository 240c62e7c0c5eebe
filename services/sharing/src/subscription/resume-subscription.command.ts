import { Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { TOLD, type Told, tellSubscription } from './tell-subscription.js';

@Controller()
export class ResumeSubscriptions {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/subscriptions/:id/resume',
    role: 'contributor',
    summary: 'Go on with what came meanwhile.',
    ...TOLD,
  })
  resume(@Param('id', IdPipe) subscriptionId: string, @Who() principal: Principal): Promise<Told> {
    return tellSubscription(this.service, principal, { type: 'ResumeSubscription', subscriptionId });
  }
}
