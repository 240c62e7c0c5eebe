import { eventually, testPostgres, type TestPostgres } from '@ckm/backing-services';
import { feed } from '../feed/feed.view.js';
import { type Receiver, startReceiver, status } from '../fixture/receiver.js';
import { sharedWith, subscribe } from '../fixture/subscribing.js';
import { makeSharing, TestSharing } from '../fixture/test-sharing.js';
import { shareWhatMatches } from '../share/share-what-matches.worker.js';
import { sendWhatIsDue } from './send-what-is-due.worker.js';

const { version } = feed;

let postgres: TestPostgres;
let receiver: Receiver;
let old: TestSharing;
let next: TestSharing;

beforeAll(async () => {
  postgres = await testPostgres();
  await makeSharing(postgres.url);
  receiver = await startReceiver();
  receiver.answers(status(200));
  old = await TestSharing.open(postgres.url, { webhookAllow: [receiver.target] });
  Object.assign(feed, { version: version + 1 });
  next = await TestSharing.open(postgres.url, { webhookAllow: [receiver.target] });
  Object.assign(feed, { version });
});
afterAll(async () => {
  await Promise.all([old.stop(), next.stop()]);
  await receiver.close();
  await postgres.stop();
});

it('a process whose feed is still being built leaves due deliveries to a process of the previous version', async () => {
  old.run(shareWhatMatches(old.service));
  const channel = { kind: 'webhook' as const, url: receiver.url };
  const subscriptionId = await subscribe(old.service, 'acme', { channel });
  const customerId = 'b3f6a1d8-2e4c-5d7b-9a60-8c1f5e2d7b49';
  const itemId = await old.others.say('acme', 'one', { customerId, text: 'Der Kopierer frisst jedes Blatt.' });
  await eventually(async () => expect(await sharedWith(old.service, subscriptionId)).toEqual([itemId]));

  const { service } = next;
  const isBuilding = service.isBuilding.bind(service);
  let looks = 0;
  service.isBuilding = views => ((looks += 1), isBuilding(views));
  next.run(sendWhatIsDue(service));
  await eventually(() => expect(looks).toBeGreaterThan(0));
  old.run(sendWhatIsDue(old.service));
  await eventually(() =>
    expect(receiver.calls.map(({ body }) => JSON.parse(body) as object)).toMatchObject([{ itemId }]),
  );
});
