import { missingForLocalKafka, startLocalKafka, type LocalKafka } from '@ckm/backing-services';
import { interruptionContract } from './contract/interruption.contract.js';
import { eventually, Listener, message, newTopic, pause, type Interrupt, type Road } from './contract/road.js';
import { kafkaTransport, type KafkaTransportOptions } from './kafka-transport.js';
import type { Transport } from './transport.js';

const missing = await missingForLocalKafka();
const withBroker = missing ? describe.skip : describe;

withBroker(`the Kafka transport while its broker is away${missing ? ` (${missing})` : ''}`, () => {
  let kafka: LocalKafka;
  const transports: Transport[] = [];
  const open = (options: Partial<KafkaTransportOptions> = {}) => {
    const transport = kafkaTransport({ brokers: kafka.brokers, clientId: 'outage', ...options });
    transports.push(transport);
    return transport;
  };
  const interrupt: Interrupt = async () => {
    await kafka.kill();
    await pause(1_500);
    await kafka.restart();
  };
  const notNeeded = () => Promise.reject(new Error('not needed here'));
  let road: Road & { interrupt: Interrupt };

  beforeAll(async () => {
    kafka = await startLocalKafka();
    road = { transport: open(), another: open, makeAnew: notNeeded, behead: notNeeded, close: notNeeded, interrupt };
  }, 60_000);
  afterAll(async () => {
    await Promise.all(transports.map(transport => transport.close()));
    await kafka.stop();
  });

  interruptionContract(() => road);

  it('says so to who calls, and a consumption waits', async () => {
    const topic = await newTopic(road.transport);
    await kafka.kill();
    const later = open();
    const listener = await new Listener().listen(later, { topics: [topic] });
    await expect(later.identity()).rejects.toThrow('ECONNREFUSED');
    await expect(later.publish(topic, [message('k', 'v')])).rejects.toThrow('ECONNREFUSED');
    await kafka.restart();
    await eventually(() =>
      later.publish(topic, [message('k', 'v')]).then(
        () => true,
        () => false,
      ),
    );
    await listener.untilCount(1);
    await listener.stop();
  });

  it('lets who calls wait for one look of a watch, however long it is away', async () => {
    const topic = await newTopic(road.transport);
    await kafka.kill();
    const later = open({ watchdogMs: 400 });
    const listener = await new Listener().listen(later, { topics: [topic] });
    await pause(3_000); // thirty looks, some four seconds each
    await expect(later.identity()).rejects.toThrow('ECONNREFUSED');
    await kafka.restart();
    await listener.stop();
  });

  it('can be closed while the broker is away', async () => {
    const topic = await newTopic(road.transport);
    const later = open();
    await new Listener().listen(later, { topics: [topic] });
    await later.publish(topic, [message('k', 'v')]);
    await kafka.kill();
    await later.close();
    await kafka.restart();
  });
});
