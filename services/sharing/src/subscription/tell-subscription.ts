import type { Principal } from '@ckm/http';
import type { Service } from '@ckm/service';
import { subscription, type SubscriptionCommand } from './subscription.decider.js';

export interface Told {
  data: { subscriptionId: string };
}

/** How a step of a subscription is documented. */
export const TOLD = {
  answer: {
    type: 'object',
    properties: { subscriptionId: { type: 'string', format: 'uuid' } },
    required: ['subscriptionId'],
  },
  problems: [404, 409],
};

export async function tellSubscription(
  service: Service,
  principal: Principal,
  command: SubscriptionCommand,
): Promise<Told> {
  const { subscriptionId } = command;
  await service.events.handle(service.contextOf(principal), subscription, subscriptionId, command);
  return { data: { subscriptionId } };
}
