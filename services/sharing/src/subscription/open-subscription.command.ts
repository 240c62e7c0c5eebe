import type { SubscriptionTerms } from '@ckm/contracts';
import { command, Rejection } from '@ckm/event-sourcing';
import { CheckedBody, Command, type Principal, Who } from '@ckm/http';
import { mustBeTheme, Service } from '@ckm/service';
import { Controller } from '@nestjs/common';
import type { ClientBase } from 'pg';
import { formatSecret } from '../delivery/webhook-call.js';
import { secretOf } from '../delivery/webhook-channel.js';
import { subscription } from './subscription.decider.js';
import { channelOf, OpenSubscription, queryOf } from './subscription-request.js';
import { isTrusted } from './trusted.js';

@Controller()
export class OpenSubscriptions {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/subscriptions',
    role: 'contributor',
    summary:
      'Have what customers say sent to a topic, a webhook or a feed, from now on or from an instant of the past.',
    body: OpenSubscription,
    answer: {
      type: 'object',
      properties: {
        subscriptionId: { type: 'string', format: 'uuid' },
        secret: { type: 'string', description: 'Of a webhook: signs its messages, as Standard Webhooks say.' },
      },
      required: ['subscriptionId'],
    },
    problems: [409, 422],
  })
  async open(
    @CheckedBody(OpenSubscription) request: OpenSubscription,
    @Who() principal: Principal,
  ): Promise<{ data: { subscriptionId: string; secret?: string } }> {
    const { tenantId } = principal;
    const subscriptionId = this.service.newId(principal, 'subscription');
    const terms = this.termsOf(request, principal);
    if (terms.query.theme) await mustBeTheme(this.service, tenantId, terms.query.theme, '/query/theme');
    const handling = command(subscription, subscriptionId, {
      type: 'OpenSubscription',
      subscriptionId,
      terms,
      since: request.since ?? null,
      trusted: isTrusted(principal),
    });
    // In one transaction: a subscription that is refused has claimed no slug.
    await this.service.transaction(async client => {
      if (terms.channel.team) await claim(client, terms.channel.team, tenantId);
      const context = this.service.contextOf(principal);
      const [outcome] = await this.service.events.handleAll(client, [{ context, handling }]);
      if (outcome instanceof Rejection) throw outcome;
    });
    if (terms.channel.kind !== 'webhook') return { data: { subscriptionId } };
    const secret = formatSecret(await secretOf(this.service, { tenantId, subscriptionId }));
    return { data: { subscriptionId, secret } };
  }

  private termsOf(request: OpenSubscription, { tenantId, subject }: Principal): SubscriptionTerms {
    return {
      name: request.name,
      owner: request.owner ?? subject,
      query: queryOf(tenantId, request.query),
      channel: channelOf(request.channel, this.service.outside.webhookAllow),
      cadence: request.cadence ?? 'IMMEDIATE',
      words: request.include?.includes('words') ?? false,
    };
  }
}

/** A slug belongs to the first tenant that uses it, as topics are shared by the whole installation. @throws Rejection `slug-taken` */
async function claim(client: ClientBase, slug: string, tenantId: string): Promise<void> {
  await client.query('INSERT INTO team (slug, tenant_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [slug, tenantId]);
  const { rows } = await client.query<{ tenant_id: string }>('SELECT tenant_id FROM team WHERE slug = $1', [slug]);
  if (rows[0]?.tenant_id !== tenantId) throw new Rejection('slug-taken');
}
