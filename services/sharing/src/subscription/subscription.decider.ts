import type { DomainEvent, SubscriptionTerms } from '@ckm/contracts';
import { type Decider, Rejection } from '@ckm/event-sourcing';

export type SubscriptionStatus = 'none' | 'active' | 'paused' | 'ended';

/** What may be changed. The kind of the channel may not. */
export type Change = Partial<Pick<SubscriptionTerms, 'name' | 'query' | 'cadence' | 'words'>> & { url?: string };

/** `trusted`: asked by a steward or an admin, who may let the customers' words leave the installation. */
type Commands = {
  OpenSubscription: { terms: SubscriptionTerms; since: string | null; trusted: boolean };
  ChangeSubscription: { change: Change; trusted: boolean };
  PauseSubscription: { reason: string | null };
  ResumeSubscription: object;
  EndSubscription: object;
};
type CommandName = keyof Commands;

export type SubscriptionCommand = {
  [Name in CommandName]: { type: Name; subscriptionId: string } & Commands[Name];
}[CommandName];

export type SubscriptionEvent = DomainEvent<
  | 'SubscriptionOpened'
  | 'SubscriptionChanged'
  | 'SubscriptionPaused'
  | 'SubscriptionResumed'
  | 'SubscriptionEnded'
  | 'SubscriptionTested'
  | 'DeliveryResent'
>;

export interface SubscriptionState {
  status: SubscriptionStatus;
  terms: SubscriptionTerms | null;
}

/** The commands that change a subscription of each status. */
const NEXT: Record<SubscriptionStatus, CommandName[]> = {
  none: ['OpenSubscription'],
  active: ['ChangeSubscription', 'PauseSubscription', 'EndSubscription'],
  paused: ['ChangeSubscription', 'ResumeSubscription', 'EndSubscription'],
  ended: [],
};

/** The commands that a status has already fulfilled: repeated, they change nothing. */
const ALREADY: Record<SubscriptionStatus, CommandName[]> = {
  none: [],
  active: ['OpenSubscription', 'ResumeSubscription'],
  paused: ['OpenSubscription', 'PauseSubscription'],
  ended: ['EndSubscription'],
};

/** The life of a standing query and its channel. */
export const subscription: Decider<SubscriptionCommand, SubscriptionState, SubscriptionEvent> = {
  initialState: { status: 'none', terms: null },
  decide: (command, { status, terms }) => {
    if (ALREADY[status].includes(command.type)) return [];
    if (NEXT[status].includes(command.type)) return eventsOf(command, terms);
    throw new Rejection(status === 'none' ? 'subscription-not-found' : 'subscription-ended');
  },
  // The id may be that of another kind of stream, which has no `SubscriptionOpened`: then the status stays `none`.
  evolve: (state, event) =>
    state.status === 'none' && event.type !== 'SubscriptionOpened' ? state : after(state, event),
};

function after({ status, terms }: SubscriptionState, { type, data }: SubscriptionEvent): SubscriptionState {
  switch (type) {
    case 'SubscriptionOpened':
      return { status: 'active', terms: data.terms };
    case 'SubscriptionChanged':
      return { status, terms: data.terms };
    case 'SubscriptionPaused':
      return { status: 'paused', terms };
    case 'SubscriptionResumed':
      return { status: 'active', terms };
    case 'SubscriptionEnded':
      return { status: 'ended', terms };
    case 'SubscriptionTested':
    case 'DeliveryResent':
      return { status, terms };
  }
}

function eventsOf(command: SubscriptionCommand, terms: SubscriptionTerms | null): SubscriptionEvent[] {
  const { subscriptionId } = command;
  switch (command.type) {
    case 'OpenSubscription':
      return [
        {
          type: 'SubscriptionOpened',
          data: { subscriptionId, terms: checkedTerms(command.terms, command.trusted), since: command.since },
        },
      ];
    case 'ChangeSubscription': {
      const changed = changedBy(command.change, terms!);
      if (JSON.stringify(changed) === JSON.stringify(terms)) return [];
      return [{ type: 'SubscriptionChanged', data: { subscriptionId, terms: checkedTerms(changed, command.trusted) } }];
    }
    case 'PauseSubscription':
      return [{ type: 'SubscriptionPaused', data: { subscriptionId, reason: command.reason } }];
    case 'ResumeSubscription':
      return [{ type: 'SubscriptionResumed', data: { subscriptionId } }];
    case 'EndSubscription':
      return [{ type: 'SubscriptionEnded', data: { subscriptionId } }];
  }
}

function changedBy({ url, ...change }: Change, terms: SubscriptionTerms): SubscriptionTerms {
  if (url === undefined) return { ...terms, ...change };
  if (terms.channel.kind !== 'webhook') throw new Rejection('channel-differs', 'Only a webhook has a URL.');
  return { ...terms, ...change, channel: { ...terms.channel, url } };
}

function checkedTerms(terms: SubscriptionTerms, trusted: boolean): SubscriptionTerms {
  if (terms.words && !trusted) throw new Rejection('words-not-allowed');
  if (terms.cadence !== 'IMMEDIATE' && terms.channel.kind !== 'webhook') throw new Rejection('cadence-not-possible');
  return terms;
}
