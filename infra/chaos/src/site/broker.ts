import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LocalKafka, startLocalKafka } from '@ckm/backing-services';
import { Proxy } from '../faults/proxy.js';

/** A broker that tells everybody the address of a proxy in front of it. */
export interface Broker {
  brokers: string[];
  proxy: Proxy;
  kafka: LocalKafka;
  stop(): Promise<void>;
}

export async function startBroker(): Promise<Broker> {
  const kafka = await startLocalKafka();
  const [address = ''] = kafka.brokers;
  const proxy = await Proxy.open(Number(address.split(':')[1]));
  const proxied = `127.0.0.1:${proxy.port}`;
  const file = join(kafka.folder, 'server.properties');
  const settings = await readFile(file, 'utf8');
  await writeFile(file, settings.replace(/^advertised.listeners=.*$/m, `advertised.listeners=PLAINTEXT://${proxied}`));
  await kafka.restart();
  return {
    brokers: [proxied],
    proxy,
    kafka,
    stop: async () => {
      await proxy.close();
      await kafka.stop();
    },
  };
}
