import { CheckedBody, Command, IdPipe, type Principal, Who } from '@ckm/http';
import { mustBeTheme, Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import type { Change } from './subscription.decider.js';
import { ChangeSubscription, checkedUrl, queryOf } from './subscription-request.js';
import { DOCUMENTED, type SubscriptionAnswer, handleSubscription } from './handle-subscription.js';
import { isTrusted } from './trusted.js';

@Controller()
export class ChangeSubscriptions {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/subscriptions/:id/change',
    role: 'contributor',
    summary: 'From now on other terms hold; what is not named stays as it is.',
    body: ChangeSubscription,
    ...DOCUMENTED,
  })
  async change(
    @Param('id', IdPipe) subscriptionId: string,
    @CheckedBody(ChangeSubscription) request: ChangeSubscription,
    @Who() principal: Principal,
  ): Promise<SubscriptionAnswer> {
    const { name, query, url, cadence, include } = request;
    const change: Change = {
      ...(name ? { name } : {}),
      ...(cadence ? { cadence } : {}),
      ...(query ? { query: queryOf(principal.tenantId, query) } : {}),
      ...(include ? { words: include.includes('words') } : {}),
      ...(url ? { url: checkedUrl(url, this.service.outside.webhookAllow) } : {}),
    };
    const theme = change.query?.theme;
    if (theme) await mustBeTheme(this.service, principal.tenantId, theme, '/query/theme');
    return handleSubscription(this.service, principal, {
      type: 'ChangeSubscription',
      subscriptionId,
      change,
      trusted: isTrusted(principal),
    });
  }
}
