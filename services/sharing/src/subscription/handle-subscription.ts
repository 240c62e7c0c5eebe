import type { Principal } from '@ckm/http';
import type { Service } from '@ckm/service';
import { subscription, type SubscriptionCommand } from './subscription.decider.js';

export interface SubscriptionAnswer {
  data: { subscriptionId: string };
}

/** The OpenAPI of a command on a subscription. */
export const DOCUMENTED = {
  answer: {
    type: 'object',
    properties: { subscriptionId: { type: 'string', format: 'uuid' } },
    required: ['subscriptionId'],
  },
  problems: [404, 409],
};

export async function handleSubscription(
  service: Service,
  principal: Principal,
  command: SubscriptionCommand,
): Promise<SubscriptionAnswer> {
  const { subscriptionId } = command;
  await service.events.handle(service.contextOf(principal), subscription, subscriptionId, command);
  return { data: { subscriptionId } };
}
