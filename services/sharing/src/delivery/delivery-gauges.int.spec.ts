import { eventually } from '@ckm/backing-services';
import { deliveriesOf } from '../fixture/delivery-rows.js';
import { serveBeforeAll, sharing } from '../fixture/one-process.js';
import { subscribe, tell } from '../fixture/subscribing.js';
import { subscriptions } from '../subscription/subscriptions.view.js';
import { deliveryGauges } from './delivery-gauges.js';
import { endWithSubscription } from './outcome.js';

const START = Date.parse('2026-11-02T08:00:00Z');
const TENANT = 'acme';

let subscriptionId: string;

serveBeforeAll({ now: () => new Date(START) });
beforeAll(async () => {
  subscriptionId = await subscribe(sharing.service, TENANT, {
    channel: { kind: 'webhook', url: 'https://hooks.example/ckm' },
  });
  await untilIs('active');
});
beforeEach(() => sharing.service.transaction(client => client.query('DELETE FROM delivery')));

const untilIs = (state: string) =>
  eventually(async () => {
    const { rows } = await sharing.service.read([subscriptions], TENANT, client =>
      client.query('SELECT state FROM subscription WHERE subscription_id = $1', [subscriptionId]),
    );
    expect(rows).toEqual([{ state }]);
  });

/** One more delivery of the subscription. */
const delivery = (seq: number, state: string, { late = 0, tried = 0 } = {}) =>
  sharing.service.transaction(client =>
    client.query(
      `INSERT INTO delivery (delivery_id, tenant_id, subscription_id, seq, shared_at, state, next_at, tried)
       VALUES (gen_random_uuid(), $1, $2, $3, now(), $4, $5, $6)`,
      [TENANT, subscriptionId, seq, state, new Date(START - late * 1000), tried],
    ),
  );

async function told(): Promise<Record<string, number>> {
  const gauges = deliveryGauges(sharing.service);
  const values = await Promise.all(gauges.map(async ({ name, read }) => [name, (await read())[0]?.value] as const));
  return Object.fromEntries(values) as Record<string, number>;
}

it('all gauges are 0 where nothing is to be sent', async () => {
  await delivery(1, 'delivered');
  expect(await told()).toEqual({
    ckm_deliveries_parked: 0,
    ckm_subscriptions_failing: 0,
    ckm_delivery_late_seconds: 0,
  });
});

it('parked deliveries are counted', async () => {
  await delivery(1, 'parked');
  await delivery(2, 'parked');
  expect(await told()).toMatchObject({ ckm_deliveries_parked: 2 });
});

it('a failing subscription is counted once, however many deliveries wait behind the first', async () => {
  await delivery(1, 'pending', { tried: 3 });
  await delivery(2, 'pending');
  expect(await told()).toMatchObject({ ckm_subscriptions_failing: 1 });
});

it('lateness is that of the delivery that is due longest; one that is not due yet is not late', async () => {
  await delivery(1, 'pending', { late: -600 });
  expect(await told()).toMatchObject({ ckm_delivery_late_seconds: 0 });
  await delivery(2, 'pending', { late: 90 });
  await delivery(3, 'pending', { late: 30 });
  expect(await told()).toMatchObject({ ckm_delivery_late_seconds: 90 });
});

it('deliveries of a paused subscription are not late', async () => {
  await delivery(1, 'pending', { late: 90, tried: 1 });
  await tell(sharing.service, TENANT, { type: 'PauseSubscription', subscriptionId, reason: null });
  await untilIs('paused');
  expect(await told()).toMatchObject({ ckm_delivery_late_seconds: 0, ckm_subscriptions_failing: 0 });
});

it('parked deliveries are no longer counted once their subscription has ended', async () => {
  await delivery(1, 'parked');
  await tell(sharing.service, TENANT, { type: 'EndSubscription', subscriptionId });
  await untilIs('ended');
  await sharing.service.transaction(endWithSubscription);
  expect(await told()).toMatchObject({ ckm_deliveries_parked: 0 });
  expect(await deliveriesOf(sharing.service, subscriptionId)).toMatchObject([{ state: 'ended', nextAt: null }]);
});
