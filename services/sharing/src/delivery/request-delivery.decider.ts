import type { DomainEvent } from '@ckm/contracts';
import { type Decider, Rejection } from '@ckm/event-sourcing';
import { type SubscriptionEvent, subscription, type SubscriptionState } from '../subscription/subscription.decider.js';

type Asked = DomainEvent<'SubscriptionTested' | 'DeliveryResent'>;

/** Somebody asks for a test message, or for a delivery to be sent again; each request is an event of its own. */
export const requestDelivery: Decider<Asked, SubscriptionState, SubscriptionEvent> = {
  ...subscription,
  decide: (asked, { status, terms }) => {
    if (terms === null) throw new Rejection('subscription-not-found');
    if (status === 'ended') throw new Rejection('subscription-ended');
    if (terms.channel.kind === 'feed') throw new Rejection('channel-differs', 'To a feed nothing is sent.');
    return [asked];
  },
};
