import type { SubscriptionTerms } from '@ckm/contracts';
import { domainEvent, type RecordedEvent, Rejection } from '@ckm/event-sourcing';
import type { Service } from '@ckm/service';
import { type Happened, subscription, type SubscriptionStatus } from './subscription.decider.js';

/** As it is at this moment, folded from its own stream: right at once after a 202. */
export interface Subscription {
  status: SubscriptionStatus;
  terms: SubscriptionTerms;
  history: RecordedEvent[];
}

/** @throws Rejection `subscription-not-found` */
export async function subscriptionOf({ events }: Service, tenantId: string, id: string): Promise<Subscription> {
  const history = await events.readStream(tenantId, id);
  const { status, terms } = history.reduce(
    (state, event) => subscription.evolve(state, domainEvent(event) as Happened),
    subscription.initialState,
  );
  if (status === 'none') throw new Rejection('subscription-not-found');
  return { status, terms: terms as SubscriptionTerms, history };
}
