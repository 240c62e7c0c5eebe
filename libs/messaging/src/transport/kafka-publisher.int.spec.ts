import { describeWithKafka } from '@ckm/backing-services';
import { Kafka, type KafkaMessage, logLevel } from 'kafkajs';
import { eventually, message, newGroup, newTopic } from './contract/road.js';
import { kafkaTransport } from './kafka-transport.js';

/** As kafkajs hands it on, beside what it declares. */
type Record = KafkaMessage & { batchContext: { producerId: string } };

await describeWithKafka('a Kafka producer', ({ brokers }) => {
  const transport = kafkaTransport({ brokers, clientId: 'publisher' });
  const consumer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).consumer({ groupId: newGroup() });
  afterAll(async () => {
    await consumer.disconnect();
    await transport.close();
  });

  it('that met an error is not used again: its sequence numbers may have gone back', async () => {
    const topic = await newTopic(transport);
    await transport.publish(topic, [message('k', 'before')]);
    await transport.publish(topic, [message('k', 'as well')]);
    await expect(transport.publish(topic, [message('k', 'x'.repeat(3_000_000))])).rejects.toThrow();
    await transport.publish(topic, [message('k', 'after')]);

    const records: Record[] = [];
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({ eachMessage: ({ message }) => Promise.resolve(void records.push(message as Record)) });
    await eventually(() => records.length === 3);
    const [before, asWell, after] = records.map(({ batchContext }) => batchContext.producerId);
    expect(asWell).toBe(before);
    expect(after).not.toBe(before);
  });
});
