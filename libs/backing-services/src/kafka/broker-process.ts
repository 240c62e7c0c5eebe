import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { whenThisProcessEnds } from '../parent-watch.js';
import { pause } from '../run.js';
import { isReady } from './is-ready.js';
import { LOG_CONFIGURATION } from './jars.js';

const JAVA = ['-Xmx384m', '-XX:+UseSerialGC', `-Dlog4j2.configurationFile=${LOG_CONFIGURATION}`];
const START_SECONDS = 60;

/** One run of the broker; a restart is another run on the same folder. */
export interface BrokerProcess {
  kill: () => Promise<void>;
}

/** Runs a formatted broker until `kill` or the end of this process. */
export async function runBroker(folder: string, classPath: string, address: string): Promise<BrokerProcess> {
  const log = await open(join(folder, 'broker.log'), 'a');
  const args = [...JAVA, '-cp', classPath, 'kafka.Kafka', join(folder, 'server.properties')];
  // A process group of its own: on Ctrl-C those that still write to the broker must end first.
  const broker = spawn('java', args, { cwd: folder, detached: true, stdio: ['ignore', log.fd, log.fd] });
  await once(broker, 'spawn').finally(() => log.close());
  broker.unref();
  const cancel = whenThisProcessEnds('kill -9 "$1"', [String(broker.pid)]);
  const kill = async () => {
    if (!isOver(broker)) {
      broker.ref(); // else this process may end while it waits
      const ended = once(broker, 'exit');
      broker.kill('SIGKILL');
      await ended;
    }
    cancel();
  };
  await untilReady(broker, address).catch(async (cause: Error) => {
    await kill();
    const end = (await readFile(join(folder, 'broker.log'), 'utf8')).split('\n').slice(-15).join('\n');
    throw new Error(`${cause.message}. The end of its log:\n${end}`);
  });
  return { kill };
}

const isOver = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

async function untilReady(broker: ChildProcess, address: string): Promise<void> {
  const until = Date.now() + START_SECONDS * 1_000;
  while (Date.now() < until) {
    if (isOver(broker)) throw new Error('Kafka ended while it was starting');
    if (await isReady([address])) return;
    await pause(100);
  }
  throw new Error(`Kafka did not answer on ${address} within ${START_SECONDS} s`);
}
