import { randomUUID } from 'node:crypto';
import { eventually } from '@ckm/backing-services';
import type { ClientBase, QueryConfig } from 'pg';
import { serveBeforeAll, sharing } from '../fixture/one-process.js';
import { subscribe, tell } from '../fixture/subscribing.js';
import type { TestSharing } from '../fixture/test-sharing.js';
import { insertTest } from './deliveries.js';
import { nextTopicBatch, nextWebhookMessage } from './due-deliveries.js';
import { acquireLeases, renewLease } from './lease.js';
import { endWithSubscription } from './outcome.js';

const TENANT = 'acme';
const WAITING = 5_000;
const holder = randomUUID();
const now = new Date();
const ONE = { holder, now, most: 1, mostTopics: 1, except: [] };

let subscriptionId: string;

serveBeforeAll();
beforeAll(async () => {
  const channel = { kind: 'webhook', url: 'https://hooks.example/ckm' } as const;
  subscriptionId = await subscribe(sharing.service, TENANT, { channel });
  await tell(sharing.service, TENANT, { type: 'PauseSubscription', subscriptionId, reason: null });
  await untilIs('paused');
  await run(client =>
    client.query(
      `INSERT INTO delivery (delivery_id, tenant_id, subscription_id, item_id, seq, shared_at, state, next_at)
       SELECT gen_random_uuid(), $1, $2, gen_random_uuid(), nth, $3, 'pending', $3 FROM generate_series(1, $4::int) nth`,
      [TENANT, subscriptionId, now, WAITING],
    ),
  );
});

const run: TestSharing['service']['transaction'] = work => sharing.service.transaction(work);

/** In the view, which the statements read. */
const untilIs = (state: string) =>
  eventually(async () => {
    const { rows } = await run(client =>
      client.query('SELECT state FROM subscription WHERE subscription_id = $1', [subscriptionId]),
    );
    expect(rows).toEqual([{ state }]);
  });

/** How the first statement that this sends is done. */
const planOf = (work: (client: ClientBase) => Promise<unknown>): Promise<string> =>
  run(async client => {
    await client.query('ANALYZE delivery');
    const plans: string[] = [];
    const query = async (asked: string | QueryConfig, values?: unknown[]) => {
      const { text, values: of = values } = typeof asked === 'string' ? { text: asked } : asked;
      const { rows } = await client.query<Record<string, string>>(`EXPLAIN (ANALYZE) ${text}`, of);
      plans.push(rows.map(row => row['QUERY PLAN']).join('\n'));
      return { rows: [] };
    };
    await work({ query } as unknown as ClientBase);
    return plans[0]!;
  });

describe('while a subscription is paused', () => {
  it.each([nextWebhookMessage, nextTopicBatch])(
    'its pending shares are not scanned to find tests of its channel: %p',
    async next => {
      await run(client => acquireLeases(client, ONE));
      const leased = {
        tenantId: TENANT,
        subscriptionId,
        state: 'paused',
        kind: 'webhook',
        team: null,
        url: null,
        words: true,
      };
      for (const work of [
        (client: ClientBase) => acquireLeases(client, ONE),
        (client: ClientBase) => next(client, leased as never, now),
      ]) {
        const plan = await planOf(work);
        expect(plan).toContain('delivery_test');
        expect(plan).not.toContain(`Rows Removed by Filter: ${WAITING}`);
      }
    },
  );

  it('only a test is sent', async () => {
    const test = { deliveryId: randomUUID(), tenantId: TENANT, subscriptionId, traceparent: null };
    await run(client => insertTest(client, test, now));
    expect(await run(client => acquireLeases(client, ONE))).toEqual([{ subscriptionId, kind: 'webhook' }]);
    const leased = await run(client => renewLease(client, subscriptionId, holder));
    for (const next of [nextWebhookMessage, nextTopicBatch])
      expect(await run(client => next(client, leased!, now))).toMatchObject([{ deliveryId: test.deliveryId }]);
  });
});

it('once it has ended, its pending deliveries end a thousand at a time, except those that were delivered meanwhile', async () => {
  await tell(sharing.service, TENANT, { type: 'EndSubscription', subscriptionId });
  await untilIs('ended');
  let ending: Promise<void>;
  await run(async client => {
    await client.query("UPDATE delivery SET state = 'delivered' WHERE seq = 1 AND item_id IS NOT NULL");
    ending = run(endWithSubscription);
    await eventually(async () =>
      expect((await client.query('SELECT FROM pg_locks WHERE NOT granted')).rowCount).toBe(1),
    );
  });
  await ending!;
  expect(await counted()).toMatchObject({ delivered: 1, ended: 999 });
  for (let turn = 0; turn < WAITING / 1_000; turn += 1) await run(endWithSubscription);
  expect(await counted()).toEqual({ delivered: 1, ended: WAITING });
});

const counted = () =>
  run(async client => {
    const { rows } = await client.query<{ state: string; count: number }>(
      'SELECT state, count(*)::int FROM delivery GROUP BY state',
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  });
