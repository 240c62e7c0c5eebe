import { randomUUID } from 'node:crypto';
import { eventually } from '@ckm/backing-services';
import { expireLeases } from '../fixture/delivery-rows.js';
import { receiver, serveBeforeAll, sharing, tenant } from '../fixture/one-process.js';
import { subscribe } from '../fixture/subscribing.js';
import { insertTest } from './deliveries.js';
import { acquireLeases, renewLease } from './lease.js';

const [ONE, OTHER] = [randomUUID(), randomUUID()];
const MINUTE = 60_000;

let subscriptionId: string;

serveBeforeAll();
beforeEach(async () => {
  subscriptionId = await subscribe(sharing.service, tenant, { channel: { kind: 'webhook', url: receiver.url } });
  const test = { deliveryId: randomUUID(), tenantId: tenant, subscriptionId, traceparent: null };
  await sharing.service.transaction(client => insertTest(client, test, new Date(Date.now() - 2 * MINUTE)));
});

/** By a host's clock that differs by so much from the database's. */
const acquires = async (holder: string, skewMs = 0): Promise<boolean> => {
  const wanted = { holder, now: new Date(Date.now() + skewMs), except: [], most: 10, mostTopics: 0 };
  const leased = await sharing.service.transaction(client => acquireLeases(client, wanted));
  return leased.some(one => one.subscriptionId === subscriptionId);
};
const renew = (holder: string) => sharing.service.transaction(client => renewLease(client, subscriptionId, holder));

it.each([
  { clock: 'slow', skewMs: -MINUTE },
  { clock: 'fast', skewMs: MINUTE },
])(
  'a sender whose clock is a minute $clock neither takes over nor loses a lease before its time',
  async ({ skewMs }) => {
    await eventually(async () => expect(await acquires(ONE, skewMs)).toBe(true));
    expect(await acquires(OTHER)).toBe(false);
    await expireLeases(sharing.service);
    expect(await acquires(OTHER)).toBe(true);
    expect(await acquires(ONE, skewMs)).toBe(false);
    expect(await renew(ONE)).toBeNull();
  },
);
