import { type Cadence, isInstant, type SharingChannel, type StandingQuery } from '@ckm/contracts';
import type { RecordedEvent } from '@ckm/event-sourcing';
import {
  CheckedQuery,
  cursorInstant,
  IdPipe,
  isId,
  type Page,
  pageAfter,
  PageQuery,
  hasRole,
  type Principal,
  Query,
  type Role,
  Who,
} from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import type { SubscriptionStatus } from './subscription.decider.js';
import { type Subscription, subscriptionOf } from './subscription-of.js';
import { subscriptions } from './subscriptions.view.js';

interface Shown {
  subscriptionId: string;
  name: string;
  owner: string;
  state: SubscriptionStatus;
  /** Why it is paused, where ckm paused it. */
  reason: string | null;
  query: StandingQuery;
  channel: SharingChannel;
  cadence: Cadence;
  include: 'words'[];
  since: string | null;
  openedAt: Date;
  /** For the cursor. */
  place?: string[];
}

const LIST = `SELECT subscription_id AS "subscriptionId", name, owner, state, reason, query,
  json_build_object('kind', kind, 'team', team, 'url', url) AS channel, cadence,
  CASE WHEN words THEN '["words"]'::json ELSE '[]' END AS include, since, opened_at AS "openedAt",
  json_build_array(${cursorInstant('opened_at')}, subscription_id) AS place
  FROM subscription WHERE tenant_id = $1`;

@Controller()
export class SubscriptionRoutes {
  constructor(private readonly service: Service) {}

  @Query({ get: '/v1/subscriptions', role: 'reader', summary: 'Subscriptions, newest first.', query: PageQuery })
  list(@CheckedQuery(PageQuery) query: PageQuery, @Who() { tenantId, role }: Principal): Promise<Page<Shown>> {
    return pageAfter(query, [isInstant, isId], (place, most) => {
      const before = place.length > 0 ? 'AND (opened_at, subscription_id) < ($2::timestamptz, $3::uuid)' : '';
      const sql = `${LIST} ${before} ORDER BY opened_at DESC, subscription_id DESC LIMIT ${most}`;
      return this.service.read([subscriptions], tenantId, async client =>
        (await client.query<Shown>(sql, [tenantId, ...place])).rows.map(row => seenBy(role, row)),
      );
    });
  }

  @Query({ get: '/v1/subscriptions/:id', role: 'reader', summary: 'One subscription, as it is now.', problems: [404] })
  async get(@Param('id', IdPipe) id: string, @Who() { tenantId, role }: Principal): Promise<{ data: Shown }> {
    return { data: seenBy(role, shown(await subscriptionOf(this.service, tenantId, id))) };
  }
}

/** The path of a webhook's URL is often a secret: a role that may not open subscriptions sees only its origin. */
function seenBy(role: Role, subscription: Shown): Shown {
  const { channel } = subscription;
  if (channel.kind !== 'webhook' || hasRole(role, 'contributor')) return subscription;
  return { ...subscription, channel: { ...channel, url: new URL(channel.url!).origin } };
}

function shown({ status, terms: { words, channel, ...terms }, history }: Subscription): Shown {
  const { data, recordedAt } = history[0] as RecordedEvent<'SubscriptionOpened'>;
  const paused = history.findLast(({ type }) => type === 'SubscriptionPaused');
  return {
    subscriptionId: data.subscriptionId,
    ...terms,
    state: status,
    reason: status === 'paused' ? ((paused as RecordedEvent<'SubscriptionPaused'>).data.reason ?? null) : null,
    channel,
    include: words ? ['words'] : [],
    since: data.since ?? null,
    openedAt: recordedAt,
  };
}
