import type { StandingQuery } from '@ckm/contracts';
import { type Row, upsert, view } from '@ckm/event-sourcing';

const columnsOf = ({ theme, sentiment, language, signalType, customer }: StandingQuery): Row => ({
  theme_id: theme ?? null,
  sentiment: sentiment ?? null,
  language: language ?? null,
  signal_type: signalType ?? null,
  customer_id: customer ?? null,
});

/**
 * The query that a subscription has after each position of the log. A change holds from its own position on, however late announcements are
 * matched.
 */
export const terms = view({
  name: 'subscription_terms',
  version: 1,
  columns: {
    subscription_id: 'uuid',
    behind: 'bigint',
    theme_id: 'uuid',
    sentiment: 'text',
    language: 'text',
    signal_type: 'text',
    customer_id: 'uuid',
  },
  key: ['subscription_id', 'behind'],
  on: {
    SubscriptionOpened: ({ data, position }) =>
      upsert(
        { subscription_id: data.subscriptionId, behind: data.since ? '0' : String(position) },
        columnsOf(data.terms.query),
      ),
    SubscriptionChanged: ({ data, position }) =>
      upsert({ subscription_id: data.subscriptionId, behind: String(position) }, columnsOf(data.terms.query)),
  },
});
