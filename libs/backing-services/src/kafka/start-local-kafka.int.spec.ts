import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { Kafka, logLevel, type KafkaConfig } from 'kafkajs';
import { freePort } from '../free-port.js';
import { pause } from '../run.js';
import { missingForLocalKafka, startLocalKafka, type SecureKafka } from './start-local-kafka.js';

const missing = await missingForLocalKafka();
const describeHere = missing ? describe.skip : describe;
const built = new URL('../../dist/index.js', import.meta.url).href;

describeHere(`A local Kafka${missing ? ` (${missing})` : ''}`, () => {
  let kafka: SecureKafka;

  beforeAll(async () => {
    kafka = await startLocalKafka({ secure: true });
  });
  afterAll(() => kafka.stop());

  const listTopics = async (config: KafkaConfig) => {
    const patience = { connectionTimeout: 10_000, retry: { retries: 0 } };
    const admin = new Kafka({ logLevel: logLevel.NOTHING, ...patience, ...config }).admin();
    try {
      await admin.connect();
      return await admin.listTopics();
    } finally {
      await admin.disconnect();
    }
  };
  // A new `sasl` each time: kafkajs stores the first login in the object it is given, and a spread copies that along.
  const secured = (mechanism: 'scram-sha-256' | 'plain', password: string): KafkaConfig => ({
    brokers: kafka.secureBrokers,
    ssl: { ca: [kafka.ca] },
    sasl: { mechanism: mechanism as 'plain', username: kafka.username, password },
  });

  it('keeps its topics over kill -9 and a restart, on the same port', async () => {
    const admin = new Kafka({ brokers: kafka.brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: 'kept', numPartitions: 2 }] });
    await admin.disconnect();
    await kafka.kill();
    await expect(listTopics({ brokers: kafka.brokers })).rejects.toThrow('ECONNREFUSED');
    await kafka.restart();
    expect(await listTopics({ brokers: kafka.brokers })).toContain('kept');
  });

  it('is started once at a time, however many start it again', async () => {
    await Promise.all([kafka.restart(), kafka.restart()]);
    expect(await listTopics({ brokers: kafka.brokers })).toEqual(expect.any(Array));
  });

  it.each(['scram-sha-256', 'plain'] as const)('lets in over TLS who has the password, by %s', async mechanism => {
    await expect(listTopics(secured(mechanism, kafka.password))).resolves.toEqual(expect.any(Array));
    await expect(listTopics(secured(mechanism, 'guess'))).rejects.toThrow(/authentication failed/i);
  });

  it('takes another port when its own is taken while it starts', async () => {
    const port = await freePort();
    const starting = startLocalKafka({ port });
    await pause(500);
    const other = createServer(socket => socket.destroy()).listen(port, '127.0.0.1');
    await once(other, 'listening');
    const late = await starting.finally(() => other.close());
    expect(late.brokers).not.toEqual([`127.0.0.1:${port}`]);
    await late.stop();
  });

  it('does not survive the process that started it, killed with -9', async () => {
    const script = `
      const { startLocalKafka } = await import(${JSON.stringify(built)});
      const { brokers } = await startLocalKafka();
      console.log(brokers[0]);
      setInterval(() => {}, 1000);`;
    const starter = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(starter.stdout, 'data')) as [Buffer];
    const brokers = [line.toString().trim()];
    expect(await listTopics({ brokers })).toEqual(expect.any(Array));
    starter.kill('SIGKILL');
    await pause(1_000);
    await expect(listTopics({ brokers })).rejects.toThrow('ECONNREFUSED');
  });

  it('removes its data when it is stopped', async () => {
    const other = await startLocalKafka();
    expect(existsSync(`${other.folder}/data`)).toBe(true);
    await other.stop();
    await expect(listTopics({ brokers: other.brokers })).rejects.toThrow('ECONNREFUSED');
    expect(existsSync(other.folder)).toBe(false);
  });
});
