import type { SubscriptionTerms } from '@ckm/contracts';
import { domainEvent, type RecordedEvent, Rejection } from '@ckm/event-sourcing';
import type { Service } from '@ckm/service';
import { type SubscriptionEvent, subscription, type SubscriptionStatus } from './subscription.decider.js';

/** A subscription folded from its own stream, not read from a view: up to date right after a command's 202. */
export interface Subscription {
  status: SubscriptionStatus;
  terms: SubscriptionTerms;
  history: RecordedEvent[];
}

/** @throws Rejection `subscription-not-found` */
export async function subscriptionOf({ events }: Service, tenantId: string, id: string): Promise<Subscription> {
  const history = await events.readStream(tenantId, id);
  const { status, terms } = history.reduce(
    (state, event) => subscription.evolve(state, domainEvent(event) as SubscriptionEvent),
    subscription.initialState,
  );
  if (status === 'none') throw new Rejection('subscription-not-found');
  return { status, terms: terms as SubscriptionTerms, history };
}
