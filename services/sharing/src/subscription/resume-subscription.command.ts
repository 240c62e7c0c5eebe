import { Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { startAnew } from '../delivery/deliveries.js';
import { subscriptionOf } from './subscription-of.js';
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
  async resume(@Param('id', IdPipe) subscriptionId: string, @Who() principal: Principal): Promise<Told> {
    const which = { tenantId: principal.tenantId, subscriptionId };
    const { status } = await subscriptionOf(this.service, which.tenantId, subscriptionId);
    // Before anything is sent: what was tried last before the pause would be given up at once.
    if (status === 'paused') await this.service.transaction(client => startAnew(client, which, this.service.now()));
    return tellSubscription(this.service, principal, { type: 'ResumeSubscription', subscriptionId });
  }
}
