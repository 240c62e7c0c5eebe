import { describeWithKafka } from '@ckm/backing-services';
import { DOMAIN_TOPICS, PARTITIONS } from '@ckm/contracts';
import { Kafka, logLevel } from 'kafkajs';
import { CUSTOMERS, customerIn, identify, uuid } from './fixture/customers.js';
import { keepOn } from './fixture/installation.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { PEOPLE, TELLINGS, VerifiedViews } from './fixture/verified-views.js';
import { kafkaTransport } from './transport/kafka-transport.js';
import type { Transport } from './transport/transport.js';

const MEIER = customerIn(2);

await describeWithKafka('on Kafka', ({ brokers }) => {
  let transport: Transport;
  let views: VerifiedViews;

  openBeforeEach();
  beforeEach(async () => {
    transport = kafkaTransport({ brokers, clientId: 'views' });
    await transport.ensureTopics(DOMAIN_TOPICS.map(name => ({ name, partitions: PARTITIONS })));
    views = await VerifiedViews.start({ ...capture, transport }, { ...enrichment, transport });
  });
  afterEach(async () => {
    await views.stop();
    await transport.close();
  });

  it('views are what their events come to while everything goes on, and what differs or is gone is named', async () => {
    const arriving = keepOn(nth => identify(capture, `customer ${nth % 30}`, `K-${nth}`));
    try {
      for (let n = 0; n < 2; n += 1)
        expect(await views.verify()).toMatchObject([
          { name: PEOPLE, holds: true },
          { name: TELLINGS, holds: true },
        ]);
    } finally {
      await arriving.stop();
    }
    await identify(capture, MEIER, 'M-1');
    await views.told(arriving.count() + 1);
    expect(await views.broken()).toEqual({});

    await installation.sql(`UPDATE enrichment.person_v1_1 SET told = 'other' WHERE customer_id = $1`, [uuid(MEIER)]);
    expect(await views.broken()).toEqual({
      [PEOPLE]: [{ tenantId: 'acme', streamId: uuid(MEIER), detail: 'other than they should be: told' }],
    });

    const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.fetchTopicOffsets(CUSTOMERS);
    await admin.deleteTopicRecords({ topic: CUSTOMERS, partitions: [{ partition: 2, offset: '-1' }] });
    await admin.disconnect();
    expect(await views.broken()).toMatchObject({
      [PEOPLE]: [{ position: 1, detail: expect.stringContaining(`made of ${CUSTOMERS}/2 up to `) as string }],
    });
  });
});
