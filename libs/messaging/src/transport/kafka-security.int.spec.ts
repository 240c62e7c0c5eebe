import { missingForLocalKafka, startLocalKafka, type SecureKafka } from '@ckm/backing-services';
import { Listener, message, newTopic } from './contract/road.js';
import { kafkaTransport, type KafkaTransportOptions } from './kafka-transport.js';

const missing = await missingForLocalKafka();
const withBroker = missing ? describe.skip : describe;

withBroker(`the Kafka transport over TLS with a password${missing ? ` (${missing})` : ''}`, () => {
  let kafka: SecureKafka;
  beforeAll(async () => (kafka = await startLocalKafka({ secure: true })), 60_000);
  afterAll(() => kafka.stop());

  const options = (sasl: Partial<KafkaTransportOptions['sasl']>): KafkaTransportOptions => ({
    brokers: kafka.secureBrokers,
    clientId: 'security',
    ssl: { ca: kafka.ca },
    sasl: { mechanism: 'scram-sha-256', username: kafka.username, password: kafka.password, ...sasl },
  });

  it.each(['scram-sha-256', 'plain'] as const)('publishes and delivers with %s', async mechanism => {
    const transport = kafkaTransport(options({ mechanism }));
    const topic = await newTopic(transport);
    await transport.publish(topic, [message('k', 'secret')]);
    const listener = await new Listener().listen(transport, { topics: [topic] });
    await listener.untilCount(1);
    expect(listener.values).toEqual(['secret']);
    expect((await transport.last(topic, 0))?.offset).toBe(0n);
    await transport.close();
  });

  it.each(['scram-sha-256', 'plain'] as const)('says that a password is wrong with %s', async mechanism => {
    const transport = kafkaTransport(options({ mechanism, password: 'guessed' }));
    await expect(transport.identity()).rejects.toThrow(/authentication/i);
    await expect(transport.publish('any', [message('k', 'v')])).rejects.toThrow(/authentication/i);
    await transport.close();
  });

  it('refuses a server that the authority did not sign', async () => {
    const { ssl, ...others } = options({});
    expect(ssl).toBeDefined();
    const transport = kafkaTransport({ ...others, ssl: {} });
    await expect(transport.identity()).rejects.toThrow(/certificate/);
    await transport.close();
  });
});
