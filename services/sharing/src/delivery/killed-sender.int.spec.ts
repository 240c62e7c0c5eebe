import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '@ckm/backing-services';
import { attemptsOf, deliveriesOf, expireLeases } from '../fixture/delivery-rows.js';
import { postgres, receiver, serveBeforeAll, sharing } from '../fixture/one-process.js';
import { status } from '../fixture/receiver.js';
import { subscribe } from '../fixture/subscribing.js';
import { shareWhatMatches } from '../share/share-what-matches.worker.js';
import { sendWhatIsDue } from './send-what-is-due.worker.js';

const CHILD = fileURLToPath(new URL('../fixture/killed-sender.child.mjs', import.meta.url));
const CUSTOMER = 'c4a7b2e9-3f5d-5e8c-8b71-9d206f3e8c5a';

let later = 0;
let child: ChildProcess | undefined;

afterAll(() => void child?.kill('SIGKILL'));
serveBeforeAll({ workers: [shareWhatMatches], now: () => new Date(Date.now() + later) });

it('a sender that is killed leaves everything in rows: the next one goes on, with the same message ids', async () => {
  // The first call fails, the second is never answered, whatever comes later is welcome.
  receiver.answers((response, nth) => {
    if (nth !== 1) status(nth === 0 ? 500 : 200)(response, nth);
  });
  child = fork(CHILD, [postgres.url, receiver.target]);
  const ended = once(child, 'exit');
  const subscription = await subscribe(sharing.service, 'acme', { channel: { kind: 'webhook', url: receiver.url } });
  for (const nth of ['one', 'two'])
    await sharing.others.say('acme', nth, { customerId: CUSTOMER, text: '打印机又卡纸了，麻烦尽快派人来看看。' });
  await eventually(() => expect(receiver.calls).toHaveLength(2));
  child.kill('SIGKILL');
  await ended;

  expect(await attemptsOf(sharing.service, subscription)).toMatchObject([{ status: 500 }]);
  const before = await deliveriesOf(sharing.service, subscription);
  expect(before.map(({ state }) => state)).toEqual(['pending', 'pending']);

  // The lease of the dead one ends, and what failed is due again.
  later += 60_000;
  await expireLeases(sharing.service);
  sharing.run(sendWhatIsDue(sharing.service));
  await eventually(async () => {
    const states = (await deliveriesOf(sharing.service, subscription)).map(({ state }) => state);
    expect(states).toEqual(['delivered', 'delivered']);
  });
  const ids = receiver.calls.map(({ headers }) => headers['webhook-id']);
  expect(ids).toHaveLength(4);
  expect([...new Set(ids)].sort()).toEqual(before.map(({ deliveryId }) => deliveryId).sort());
});
