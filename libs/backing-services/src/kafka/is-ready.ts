import { connect } from 'node:net';
import { Kafka, logLevel } from 'kafkajs';

/** Whether a broker answers, lists its topics, and has a group coordinator. */
export async function isReady(brokers: string[]): Promise<boolean> {
  const open = await Promise.all(brokers.map(isOpen));
  if (!open.includes(true)) return false;
  const kafka = new Kafka({ clientId: 'ckm-is-ready', brokers, logLevel: logLevel.NOTHING, retry: { retries: 2 } });
  const admin = kafka.admin();
  try {
    await admin.connect();
    await admin.listTopics();
    await admin.fetchOffsets({ groupId: 'ckm-is-ready' });
    return true;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** Checked first, because kafkajs waits long after a refused connection. */
function isOpen(address: string): Promise<boolean> {
  const { hostname, port } = new URL(`kafka://${address}`);
  return new Promise(resolve => {
    const socket = connect({ host: hostname, port: Number(port), timeout: 5_000 });
    const answer = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}
