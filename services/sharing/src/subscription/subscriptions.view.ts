import type { SubscriptionTerms } from '@ckm/contracts';
import { type Row, upsert, view } from '@ckm/event-sourcing';

const columnsOf = ({ name, owner, query, channel, cadence, words }: SubscriptionTerms): Row => ({
  name,
  owner,
  query,
  kind: channel.kind,
  team: channel.team ?? null,
  url: channel.url ?? null,
  cadence,
  words,
});

/** Every subscription: its query, its channel and its state. */
export const subscriptions = view({
  name: 'subscription',
  version: 1,
  columns: {
    subscription_id: 'uuid',
    state: 'text',
    reason: 'text',
    name: 'text',
    owner: 'text',
    query: 'jsonb',
    kind: 'text',
    team: 'text',
    url: 'text',
    cadence: 'text',
    words: 'boolean',
    since: 'timestamptz',
    opened_at: 'timestamptz',
    /** The position after which announcements are matched: that of its opening, or 0 with `since`. */
    begins_behind: 'bigint',
  },
  key: ['subscription_id'],
  indexes: ['opened_at DESC, subscription_id DESC'],
  on: {
    SubscriptionOpened: ({ data, position, recordedAt }) =>
      upsert(
        { subscription_id: data.subscriptionId },
        {
          ...columnsOf(data.terms),
          state: 'active',
          reason: null,
          since: data.since ?? null,
          opened_at: recordedAt,
          begins_behind: data.since ? '0' : String(position),
        },
      ),
    SubscriptionChanged: ({ data }) => upsert({ subscription_id: data.subscriptionId }, columnsOf(data.terms)),
    SubscriptionPaused: ({ data }) =>
      upsert({ subscription_id: data.subscriptionId }, { state: 'paused', reason: data.reason ?? null }),
    SubscriptionResumed: ({ data }) =>
      upsert({ subscription_id: data.subscriptionId }, { state: 'active', reason: null }),
    SubscriptionEnded: ({ data }) => upsert({ subscription_id: data.subscriptionId }, { state: 'ended', reason: null }),
  },
});
