import { eventually } from '@ckm/backing-services';
import type { SharingChannel } from '@ckm/contracts';
import { feed } from '../feed/feed.view.js';
import { deliveriesOf } from '../fixture/delivery-rows.js';
import { breakView } from '../fixture/break-view.js';
import { admin, receiver, serveBeforeAll, sharing, tenant } from '../fixture/one-process.js';
import { subscribe } from '../fixture/subscribing.js';
import { shareWhatMatches } from '../share/share-what-matches.worker.js';
import { sendWhatIsDue } from './send-what-is-due.worker.js';
import type { Delivery } from './due-deliveries.js';
import type { LeasedSubscription } from './lease.js';
import { postponeUnshown } from './unshown.js';

const DAY = 24 * 3_600_000;
const KRAUSE = 'b3f6a1d8-2e4c-5d7b-9a60-8c1f5e2d7b49';
const SAYING = { customerId: KRAUSE, text: 'Der Toner riecht verbrannt.' };

let later = 0;

serveBeforeAll({ workers: [shareWhatMatches, sendWhatIsDue], now: () => new Date(Date.now() + later) });

const open = (kind: 'topic' | 'webhook') => {
  const channel: SharingChannel = kind === 'topic' ? { kind, team: tenant } : { kind, url: receiver.url };
  return subscribe(sharing.service, tenant, { channel });
};
const becomes = (subscription: string, state: string) =>
  eventually(async () => expect(await deliveriesOf(sharing.service, subscription)).toMatchObject([{ state }]));
const parked = () =>
  eventually(async () => expect((await admin.query('SELECT FROM sharing.parked')).rowCount).not.toBe(0));
/** They are looked at once more, a day later. */
async function passADay(subscription: string): Promise<void> {
  const then = new Date(Date.now() + (later += DAY));
  await eventually(async () => {
    const [one] = await deliveriesOf(sharing.service, subscription);
    expect(one!.state === 'pending' ? one!.nextAt!.getTime() : Infinity).toBeGreaterThan(then.getTime());
  });
}

describe.each(['topic', 'webhook'] as const)('what is to be sent by %s', kind => {
  it('waits as long as the capture of its item is parked', async () => {
    const mend = await breakView(admin, { view: feed, tenant, rows: 'captured_at IS NOT NULL' });
    const subscription = await open(kind);
    await sharing.others.capture(tenant, 'one', SAYING);
    await parked();
    await mend();
    await sharing.others.interpret(tenant, 'one', SAYING);
    await becomes(subscription, 'pending');
    await passADay(subscription);
    await becomes(subscription, 'pending');
    await sharing.redrive(tenant);
    await becomes(subscription, 'delivered');
  });

  it('is parked after an hour when its item is not in the feed and no event of it is parked', async () => {
    const subscription = await open(kind);
    await sharing.others.interpret(tenant, 'one', SAYING);
    await becomes(subscription, 'pending');
    await passADay(subscription);
    await becomes(subscription, 'parked');
  });
});

it('a delivery whose item was redriven after the first look is not parked', async () => {
  const itemId = await sharing.others.say(tenant, 'one', SAYING);
  const channel = { kind: 'webhook', team: null, url: null, words: false } as const;
  const leased: LeasedSubscription = { tenantId: tenant, subscriptionId: itemId, state: 'active', ...channel };
  const late: Delivery = {
    ...{ deliveryId: itemId, itemId, messageId: itemId, sharedAt: new Date(0) },
    ...{ traceparent: null, windowEnd: null, tried: 0, firstTriedAt: null },
  };
  const before = { deliveries: [late], contents: ['not-shown' as const] };
  await eventually(async () =>
    expect(await postponeUnshown(sharing.service, leased, before)).toMatchObject({ state: 'pending' }),
  );
});
