import type { DomainEvent } from '@ckm/contracts';
import { type Decider, Rejection } from '@ckm/event-sourcing';
import { type Happened, subscription, type SubscriptionState } from '../subscription/subscription.decider.js';

type Asked = DomainEvent<'SubscriptionTested' | 'DeliveryResent'>;

/** Somebody has a message sent, a test or the same again; as often as it is asked. */
export const askedDelivery: Decider<Asked, SubscriptionState, Happened> = {
  ...subscription,
  decide: (asked, { status, terms }) => {
    if (terms === null) throw new Rejection('subscription-not-found');
    if (status === 'ended') throw new Rejection('subscription-ended');
    if (terms.channel.kind === 'feed') throw new Rejection('channel-differs', 'To a feed nothing is sent.');
    return [asked];
  },
};
