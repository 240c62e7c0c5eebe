import { eventually, type LocalKafka, missingForLocalKafka, startLocalKafka } from '@ckm/backing-services';
import { contractOf, PARTITIONS } from '@ckm/contracts';
import { kafkaTransport } from '@ckm/messaging/kafka';
import { makeSite, type Serving, type Site } from './fixture/site.js';

const ITEMS = contractOf('KnowledgeItemCaptured').topic;
const WEEK_MS = 604_800_000;
const missing = await missingForLocalKafka();
const withBroker = missing ? describe.skip : describe;

withBroker(`a topic that somebody else made${missing ? ` (${missing})` : ''}`, () => {
  let kafka: LocalKafka;
  let site: Site;
  let ckm: Serving;

  beforeAll(async () => {
    kafka = await startLocalKafka();
    const somebody = kafkaTransport({ brokers: kafka.brokers, clientId: 'somebody' });
    await somebody.ensureTopics([{ name: ITEMS, partitions: PARTITIONS, retentionMs: WEEK_MS }]);
    await somebody.close();
    site = await makeSite();
    ckm = await site.serve(undefined, { TRANSPORT: 'kafka', KAFKA_BROKERS: kafka.brokers.join() });
  }, 60_000);
  afterAll(async () => {
    await ckm?.stop();
    await site?.close();
    await kafka?.stop();
  });

  it('and that has a limited retention raises an alarm with topic and setting, and stops nothing', async () => {
    const status = async () =>
      (await ckm.ask<{ data: { alarms: string[]; lanes: { lagEvents: number }[] } }>('/v1/ops/status')).body.data;
    await eventually(async () =>
      expect((await status()).alarms).toEqual([`topic-setting ${ITEMS}: retention.ms is ${WEEK_MS}, not -1`]),
    );
    const body = JSON.stringify({ customerId: 'C-1', text: 'The tray jams.' });
    const headers = { 'content-type': 'application/json' };
    expect(await ckm.ask('/v1/items', { method: 'POST', body, headers })).toMatchObject({ status: 202 });
    await eventually(async () => expect((await status()).lanes.map(({ lagEvents }) => lagEvents)).toEqual([0, 0, 0]));
  });
});
