import { CheckedBody, Command, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param, ParseUUIDPipe } from '@nestjs/common';
import { type Change, subscription, type SubscriptionCommand } from './subscription.decider.js';
import { ChangeSubscription, checkedUrl, queryOf } from './subscription-request.js';
import { isTrusted } from './trusted.js';

type Answer = { data: { subscriptionId: string } };

const answer = {
  type: 'object',
  properties: { subscriptionId: { type: 'string', format: 'uuid' } },
  required: ['subscriptionId'],
};
const problems = [404, 409];

@Controller()
export class ChangeSubscriptions {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/subscriptions/:id/change',
    role: 'contributor',
    summary: 'From now on other terms hold; what is not named stays as it is.',
    body: ChangeSubscription,
    answer,
    problems,
  })
  change(
    @Param('id', ParseUUIDPipe) subscriptionId: string,
    @CheckedBody(ChangeSubscription) request: ChangeSubscription,
    @Who() principal: Principal,
  ): Promise<Answer> {
    const { name, query, url, cadence, include } = request;
    const change: Change = {
      ...(name ? { name } : {}),
      ...(cadence ? { cadence } : {}),
      ...(query ? { query: queryOf(principal.tenantId, query) } : {}),
      ...(include ? { words: include.includes('words') } : {}),
      ...(url ? { url: checkedUrl(url, this.service.outside.webhookAllow) } : {}),
    };
    return this.handle(principal, {
      type: 'ChangeSubscription',
      subscriptionId,
      change,
      trusted: isTrusted(principal),
    });
  }

  @Command({
    post: '/v1/subscriptions/:id/pause',
    role: 'contributor',
    summary: 'Share and send nothing until it is resumed.',
    answer,
    problems,
  })
  pause(@Param('id', ParseUUIDPipe) subscriptionId: string, @Who() principal: Principal): Promise<Answer> {
    return this.handle(principal, { type: 'PauseSubscription', subscriptionId, reason: null });
  }

  @Command({
    post: '/v1/subscriptions/:id/resume',
    role: 'contributor',
    summary: 'Go on with what came meanwhile.',
    answer,
    problems,
  })
  resume(@Param('id', ParseUUIDPipe) subscriptionId: string, @Who() principal: Principal): Promise<Answer> {
    return this.handle(principal, { type: 'ResumeSubscription', subscriptionId });
  }

  @Command({
    post: '/v1/subscriptions/:id/end',
    role: 'contributor',
    summary: 'Share and send nothing any more.',
    answer,
    problems,
  })
  end(@Param('id', ParseUUIDPipe) subscriptionId: string, @Who() principal: Principal): Promise<Answer> {
    return this.handle(principal, { type: 'EndSubscription', subscriptionId });
  }

  private async handle(principal: Principal, command: SubscriptionCommand): Promise<Answer> {
    const { subscriptionId } = command;
    await this.service.events.handle(this.service.contextOf(principal), subscription, subscriptionId, command);
    return { data: { subscriptionId } };
  }
}
