import { randomUUID } from 'node:crypto';
import { eventually, testPostgres, type TestPostgres } from '@ckm/backing-services';
import { PARTITIONS, teamTopic } from '@ckm/contracts';
import { postgresTransport } from '@ckm/messaging';
import type { Worker } from '@ckm/service';
import { Pool, type PoolClient } from 'pg';
import { deliveriesOf, expireLeases, only } from '../fixture/delivery-rows.js';
import { type Receiver, startReceiver } from '../fixture/receiver.js';
import { subscribe } from '../fixture/subscribing.js';
import { makeSharing, TestSharing } from '../fixture/test-sharing.js';
import { insertTest } from './deliveries.js';
import { sendWhatIsDue } from './send-what-is-due.worker.js';

const TEAMS = Array.from({ length: 20 }, (_, nth) => `team-${nth}`);

let postgres: TestPostgres;
let road: Pool;
let receiver: Receiver;
let sharing: TestSharing;
let hanging: PoolClient;
let sender: Worker;

beforeAll(async () => {
  postgres = await testPostgres();
  await makeSharing(postgres.url);
  road = new Pool({ connectionString: postgres.url, max: 2 * TEAMS.length });
  receiver = await startReceiver();
  const transport = postgresTransport({ pool: road });
  await transport.ensureTopics(TEAMS.map(team => ({ name: teamTopic(team), partitions: PARTITIONS })));
  sharing = await TestSharing.open(postgres.url, { transport, webhookAllow: [receiver.target] });
});
afterAll(async () => {
  await sharing.stop();
  await receiver.close();
  await road.end();
  await postgres.stop();
});

/** From now on who publishes waits. */
beforeEach(async () => {
  hanging = await road.connect();
  await hanging.query("BEGIN; SELECT FROM transport.partition WHERE topic LIKE 'ckm.team.%' FOR UPDATE");
});
const goOn = () => hanging.query('ROLLBACK');
afterEach(async () => {
  await goOn();
  hanging.release();
  await sender.stop();
});

const toTopic = async (team: string) => {
  const id = await subscribe(sharing.service, 'acme', { channel: { kind: 'topic', team } });
  await test(id);
  return id;
};
const test = (subscriptionId: string) =>
  sharing.service.transaction(client => {
    const one = { deliveryId: randomUUID(), tenantId: 'acme', subscriptionId, traceparent: null };
    return insertTest(client, one, sharing.service.now());
  });
const publishing = async () => {
  const { rows } = await road.query<{ publishing: number }>(
    "SELECT count(*)::int AS publishing FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%transport.publish%'",
  );
  return only(rows).publishing;
};
const isLeased = async (id: string) => {
  const { rows } = await sharing.service.transaction(client =>
    client.query<{ leased: boolean }>('SELECT until > now() AS leased FROM delivery_lease WHERE subscription_id = $1', [
      id,
    ]),
  );
  return only(rows).leased;
};

it('a message that hangs for longer than a lease is sent once', async () => {
  const id = await toTopic('team-0');
  sender = sendWhatIsDue(sharing.service);
  await eventually(async () => expect(await publishing()).toBe(1));
  for (let leases = 0; leases < 3; leases += 1) {
    await expireLeases(sharing.service);
    await eventually(async () => expect(await isLeased(id)).toBe(true));
  }
  await goOn();
  await eventually(async () => expect(only(await deliveriesOf(sharing.service, id)).state).toBe('delivered'));
  await sender.stop();
  const { rows } = await road.query('SELECT FROM transport.message WHERE topic = $1', [teamTopic('team-0')]);
  expect(rows).toHaveLength(1);
});

it('while all topics hang, webhooks go on', async () => {
  for (const team of TEAMS) await toTopic(team);
  sender = sendWhatIsDue(sharing.service);
  await eventually(async () => expect(await publishing()).toBeGreaterThanOrEqual(8));
  await test(await subscribe(sharing.service, 'acme', { channel: { kind: 'webhook', url: receiver.url } }));
  await eventually(() => expect(receiver.calls).toHaveLength(1));
});
