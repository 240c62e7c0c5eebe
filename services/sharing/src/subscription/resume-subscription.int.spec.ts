import { eventually } from '@ckm/backing-services';
import type { Principal } from '@ckm/http';
import { sendWhatIsDue } from '../delivery/send-what-is-due.worker.js';
import { attemptsOf, deliveriesOf, expireLeases, only } from '../fixture/delivery-rows.js';
import { receiver, serveBeforeAll, sharing } from '../fixture/one-process.js';
import { status } from '../fixture/receiver.js';
import { subscribe } from '../fixture/subscribing.js';
import { shareWhatMatches } from '../share/share-what-matches.worker.js';
import { PauseSubscriptions } from './pause-subscription.command.js';
import { ResumeSubscriptions } from './resume-subscription.command.js';
import { subscriptions } from './subscriptions.view.js';

const DAY = 24 * 3_600_000;
const ann: Principal = { subject: 'ann', tenantId: 'acme', role: 'contributor', correlationId: 'c', keyed: null };
const CUSTOMER = 'b3f6a1d8-2e4c-5d7b-9a60-8c1f5e2d7b49';

let later = 0;

serveBeforeAll({ workers: [shareWhatMatches, sendWhatIsDue], now: () => new Date(Date.now() + later) });

const shownAs = (id: string, state: string) =>
  eventually(async () => {
    const { rows } = await sharing.service.read([subscriptions], 'acme', client =>
      client.query('SELECT state FROM subscription WHERE subscription_id = $1', [id]),
    );
    expect(rows).toEqual([{ state }]);
  });

it('a delivery with a long wait before its next attempt is tried as soon as its subscription is resumed', async () => {
  const { service } = sharing;
  receiver.answers(status(503, { 'retry-after': '86400' }));
  const id = await subscribe(service, 'acme', { channel: { kind: 'webhook', url: `${receiver.url}/resumed` } });
  await sharing.others.say('acme', 'resumed', { customerId: CUSTOMER, text: 'Der Toner schmiert.' });
  await eventually(async () => expect(await attemptsOf(service, id)).toHaveLength(1));
  await new PauseSubscriptions(service).pause(id, ann);
  await shownAs(id, 'paused');
  receiver.answers(status(200));
  await new ResumeSubscriptions(service).resume(id, ann);
  await eventually(async () => expect(only(await deliveriesOf(service, id)).state).toBe('delivered'));
});

it.each([503, 410])(
  'a delivery that waits since an answer of %i has its three days counted from the resumption',
  async answer => {
    const { service } = sharing;
    const busy = status(503, { 'retry-after': '600' });
    receiver.answers(answer === 503 ? busy : status(answer));
    const channel = { kind: 'webhook' as const, url: `${receiver.url}/${answer}` };
    const id = await subscribe(service, 'acme', { channel });
    const tried = (times: number) => eventually(async () => expect(await attemptsOf(service, id)).toHaveLength(times));
    const state = async () => only(await deliveriesOf(service, id)).state;
    await sharing.others.say('acme', String(answer), {
      customerId: CUSTOMER,
      text: 'Der Kopierer frisst jedes Blatt.',
    });
    await tried(1);
    if (answer === 503) await new PauseSubscriptions(service).pause(id, ann);
    await shownAs(id, 'paused');

    later += 4 * DAY;
    await expireLeases(service);
    receiver.answers(busy);
    await new ResumeSubscriptions(service).resume(id, ann);
    await tried(2);
    expect(await state()).toBe('pending');

    receiver.answers(status(200));
    later += DAY;
    await eventually(async () => expect(await state()).toBe('delivered'));
  },
);
