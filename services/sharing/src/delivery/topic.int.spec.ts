import { describeWithKafka, eventually, testPostgres, type TestPostgres } from '@ckm/backing-services';
import { faultsOf, SharedItem } from '@ckm/contracts';
import type { Transport } from '@ckm/messaging';
import { kafkaTransport } from '@ckm/messaging/kafka';
import { Kafka, logLevel } from 'kafkajs';
import { Pool } from 'pg';
import { attemptsOf, deliveriesOf } from '../fixture/delivery-rows.js';
import { TRACE } from '../fixture/other-services.js';
import { sharedWith, subscribe } from '../fixture/subscribing.js';
import { makeSharing, TestSharing } from '../fixture/test-sharing.js';
import { shareWhatMatches } from '../share/share-what-matches.worker.js';
import { makeTeamTopics } from './make-team-topics.worker.js';
import { sendWhatIsDue } from './send-what-is-due.worker.js';

const CUSTOMER = 'b3f6a1d8-2e4c-5d7b-9a60-8c1f5e2d7b49';

interface Read {
  key: string;
  headers: Record<string, string>;
  value: Record<string, unknown>;
}

/** Everything that stands on a topic, as somebody else's client reads it. */
type ReadAll = (topic: string) => Promise<Read[]>;

let postgres: TestPostgres;

function sends(where: { transport: () => Transport | undefined; readAll: ReadAll; tenant: string }): void {
  let sharing: TestSharing;
  beforeAll(async () => {
    postgres = await testPostgres();
    await makeSharing(postgres.url);
    sharing = await TestSharing.open(postgres.url, { transport: where.transport() });
    for (const worker of [shareWhatMatches, sendWhatIsDue, makeTeamTopics]) sharing.run(worker(sharing.service));
    await sharing.service.transaction(client =>
      client.query('INSERT INTO team VALUES ($1, $2)', [where.tenant, where.tenant]),
    );
  });
  afterAll(async () => {
    await sharing.stop();
    await postgres.stop();
  });

  it('puts each share on the topic of the team, in order, once', async () => {
    const { tenant } = where;
    const subscription = await subscribe(sharing.service, tenant, { channel: { kind: 'topic', team: tenant } });
    for (let nth = 0; nth < 20; nth += 1)
      await sharing.others.say(tenant, `item-${nth}`, {
        customerId: CUSTOMER,
        text: `Ticket ${nth}: the stapler of the finisher is empty again after two days.`,
        language: 'en',
      });
    await eventually(async () => {
      const rows = await deliveriesOf(sharing.service, subscription);
      expect(rows.map(({ state }) => state)).toEqual(Array.from({ length: 20 }, () => 'delivered'));
    });
    const records = await where.readAll(`ckm.team.${tenant}.v1`);
    const items = await sharedWith(sharing.service, subscription);
    const deliveries = await deliveriesOf(sharing.service, subscription);
    expect(records.map(({ key }) => key).sort()).toEqual([...items].sort());
    const places = records.map(({ headers }) => deliveries.findIndex(one => one.deliveryId === headers.ce_id));
    expect([...places].sort((a, b) => a - b)).toEqual(deliveries.map((_, nth) => nth));
    for (const { key, headers, value } of records) {
      expect(headers).toMatchObject({
        'content-type': 'application/json',
        ce_specversion: '1.0',
        ce_source: '/ckm/sharing',
        ce_type: 'ckm.SharedItem.v1',
        ce_subject: key,
        ce_tenantid: tenant,
      });
      expect(headers.ce_traceparent?.slice(0, 36)).toBe(TRACE.slice(0, 36));
      expect(faultsOf(SharedItem, value)).toEqual([]);
      expect(value).toMatchObject({ deliveryId: headers.ce_id, subscriptionId: subscription, itemId: key });
      expect(JSON.stringify(value)).not.toContain('stapler');
    }
    expect(await attemptsOf(sharing.service, subscription)).toHaveLength(20);
  });
}

describe('on PostgreSQL', () => {
  sends({
    tenant: 'druckwerk',
    transport: () => undefined,
    readAll: async topic => {
      const pool = new Pool({ connectionString: postgres.url, max: 1 });
      const { rows } = await pool.query<{ key: Buffer; headers: Record<string, string>; value: Buffer }>(
        'SELECT key, headers, value FROM transport.message WHERE topic = $1 ORDER BY partition, "offset"',
        [topic],
      );
      await pool.end();
      return rows.map(({ key, headers, value }) => ({
        key: key.toString(),
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, text]) => [name, Buffer.from(text, 'latin1').toString()]),
        ),
        value: JSON.parse(value.toString()) as Record<string, unknown>,
      }));
    },
  });
});

await describeWithKafka('on Kafka', ({ brokers }) => {
  let road: Transport;
  afterAll(() => road.close());

  sends({
    tenant: 'toner-team',
    transport: () => (road = kafkaTransport({ brokers, clientId: 'sharing-test' })),
    readAll: async topic => {
      const consumer = new Kafka({ brokers, clientId: 'team', logLevel: logLevel.NOTHING }).consumer({
        groupId: topic,
      });
      const found: Read[] = [];
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      await consumer.run({
        eachMessage: ({ message: { key, headers = {}, value } }) => {
          found.push({
            key: String(key),
            headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, String(text)])),
            value: JSON.parse(String(value)) as Record<string, unknown>,
          });
          return Promise.resolve();
        },
      });
      await eventually(() => expect(found).toHaveLength(20));
      await consumer.disconnect();
      return found;
    },
  });
});
