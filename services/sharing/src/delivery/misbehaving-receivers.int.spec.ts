import type { ServerResponse } from 'node:http';
import { eventually } from '@ckm/backing-services';
import { receiver, serveBeforeAll, sharing, tenant } from '../fixture/one-process.js';
import { slowHeaders } from '../fixture/slow-headers.js';
import { attemptsOf, deliveriesOf, only } from '../fixture/delivery-rows.js';
import { subscribe } from '../fixture/subscribing.js';
import { shareWhatMatches } from '../share/share-what-matches.worker.js';
import { subscriptionOf } from '../subscription/subscription-of.js';
import { sendWhatIsDue } from './send-what-is-due.worker.js';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** Of a first attempt, where chance says 0.5. */
const BACK_OFF = 3.75 * SECOND;
const STANDS_STILL = new Date(Date.now() + HOUR);
const CUSTOMER = 'b3f6a1d8-2e4c-5d7b-9a60-8c1f5e2d7b49';

/** What stands behind each path, for as long as the test runs. */
const ODD: Record<string, (response: ServerResponse) => void> = {
  hangs: () => undefined,
  drips: slowHeaders,
  huge: response => {
    response.writeHead(503, { 'content-length': 10 * 1024 ** 3 });
    const more = (): void => void (response.destroyed || response.write(Buffer.alloc(65_536), more));
    more();
  },
  redirects: response => void response.writeHead(307, { location: 'http://169.254.169.254/' }).end(),
  gone: response => void response.writeHead(410).end(),
  babbles: response => void response.socket?.end('220 mail.example ESMTP\r\n'),
};

let now = () => new Date();

serveBeforeAll({
  workers: [shareWhatMatches, service => sendWhatIsDue(service, { timeoutMs: 3_000 })],
  now: () => now(),
});

const open = (path: string) =>
  subscribe(sharing.service, tenant, { name: path, channel: { kind: 'webhook', url: `${receiver.url}/${path}` } });
const say = (externalId: string) =>
  sharing.others.say(tenant, externalId, { customerId: CUSTOMER, text: '复印机又卡纸了。' });
const attempts = (subscription: string) => attemptsOf(sharing.service, subscription);

it('receivers that misbehave delay no others; each attempt is recorded and retried, or the subscription paused', async () => {
  receiver.answers(response => {
    const path = response.req.url?.split('/').at(-1) ?? '';
    (ODD[path] ?? (() => void response.writeHead(204).end()))(response);
  });
  const odd: Record<string, string> = {};
  for (const path of Object.keys(ODD)) odd[path] = await open(path);
  const well = await open('well');
  for (const item of ['one', 'two', 'three']) await say(item);
  await eventually(async () => {
    const states = (await deliveriesOf(sharing.service, well)).map(({ state }) => state);
    expect(states).toEqual(['delivered', 'delivered', 'delivered']);
  });
  const first = async (path: string) => (await attempts(odd[path]!))[0];
  await eventually(async () => {
    expect(await first('hangs')).toMatchObject({ status: null, error: 'no answer within 3000 ms' });
    expect(await first('drips')).toMatchObject({ status: null, error: 'no answer within 3000 ms' });
    expect(await first('huge')).toMatchObject({ status: 503, error: 'answered 503' });
    expect(await first('redirects')).toMatchObject({ status: 307, error: 'answered 307; redirects are not followed' });
    expect(await first('gone')).toMatchObject({ status: 410, error: 'answered 410' });
    expect(await first('babbles')).toMatchObject({ status: null, error: expect.stringContaining('HPE_') as string });
  });
  for (const [path, subscription] of Object.entries(odd)) {
    const states = (await deliveriesOf(sharing.service, subscription)).map(({ state }) => state);
    expect([path, states]).toEqual([path, ['pending', 'pending', 'pending']]);
    await eventually(async () => {
      const { status } = await subscriptionOf(sharing.service, tenant, subscription);
      expect([path, status]).toEqual([path, path === 'gone' ? 'paused' : 'active']);
    });
  }
});

it.each<[retryAfter: string, ms: number]>([
  ['600', 600 * SECOND],
  ['0', BACK_OFF],
  ['-5', BACK_OFF],
  ['1.5', BACK_OFF],
  ['999999999', 6 * HOUR],
  ['99999999999999999999', BACK_OFF],
  ['Infinity', BACK_OFF],
  ['Fri, 31 Dec 9999 23:59:59 GMT', 6 * HOUR],
  ['Thu, 01 Jan 1970 00:00:00 GMT', BACK_OFF],
  ['Wed, 99 Foo 2026 99:99:99 GMT', BACK_OFF],
  ['tomorrow', BACK_OFF],
  ['\xfc', BACK_OFF],
])('429 with Retry-After %j is waited for %i ms', async (retryAfter, ms) => {
  now = () => STANDS_STILL;
  receiver.answers(response => void response.writeHead(429, { 'retry-after': retryAfter }).end());
  const subscription = await open(`waits-${tenant}`);
  await say('one');
  expect(await eventually(async () => only(await attempts(subscription)))).toMatchObject({
    at: STANDS_STILL,
    status: 429,
    error: 'answered 429',
  });
  const { state, nextAt } = only(await deliveriesOf(sharing.service, subscription));
  expect([state, nextAt!.getTime() - STANDS_STILL.getTime()]).toEqual(['pending', ms]);
});

it('the timestamp of a message is by the clock of the service', async () => {
  now = () => STANDS_STILL;
  receiver.answers(response => void response.writeHead(204).end());
  await open(`told-${tenant}`);
  await say('one');
  const { headers } = await eventually(() =>
    only(receiver.calls.filter(({ path }) => path.endsWith(`/told-${tenant}`))),
  );
  expect(Number(headers['webhook-timestamp'])).toBe(Math.floor(STANDS_STILL.getTime() / SECOND));
});
