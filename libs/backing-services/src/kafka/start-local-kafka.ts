import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.js';
import { whenThisProcessEnds } from '../parent-watch.js';
import { run, succeeds } from '../run.js';
import { runBroker, type BrokerProcess } from './broker-process.js';
import { brokerSettings, type BrokerPorts, type Security } from './broker-settings.js';
import { makeCertificates } from './certificates.js';
import { kafkaClassPath } from './jars.js';

export interface LocalKafka {
  /** Without encryption or password. */
  brokers: string[];
  /** Holds `data` (the log of every topic), `server.properties` and `broker.log`. */
  folder: string;
  /** kill -9; its data stays. */
  kill: () => Promise<void>;
  /** Kills it if it runs, and starts it again with the same data and ports. */
  restart: () => Promise<void>;
  /** Ends it and removes its data. */
  stop: () => Promise<void>;
}

export interface SecureKafka extends LocalKafka {
  /** TLS with SASL: SCRAM-SHA-256 or PLAIN, of the same broker. */
  secureBrokers: string[];
  /** PEM of the authority that a client has to trust. */
  ca: string;
  username: string;
  password: string;
}

export interface LocalKafkaOptions {
  secure?: boolean;
  /** Used if it is free. */
  port?: number;
}

const TRIES = 3;

/** What a local broker lacks on this machine; undefined when it can be had. */
export async function missingForLocalKafka(): Promise<string | undefined> {
  if (!(await succeeds('java', ['-version'], { env: process.env }))) return 'Java (17 or newer) is not installed';
  return kafkaClassPath().then(
    () => undefined,
    (error: Error) => `the jars could not be fetched with Maven: ${error.message.split('\n')[0]}`,
  );
}

/**
 * Starts one Apache Kafka node with its data in a temporary folder, gone with `stop` or with this process.
 * Needs Java 17, Maven the first time, and openssl for `secure`.
 */
export async function startLocalKafka(options: LocalKafkaOptions & { secure: true }): Promise<SecureKafka>;
export async function startLocalKafka(options?: LocalKafkaOptions): Promise<LocalKafka>;
export async function startLocalKafka(options: LocalKafkaOptions = {}): Promise<LocalKafka | SecureKafka> {
  for (let tries = 1; ; tries += 1)
    try {
      return await start(options);
    } catch (error) {
      // Seconds pass between the search for free ports and the broker's start.
      if (tries === TRIES || !(error as Error).message.includes('Address already in use')) throw error;
    }
}

async function start({ secure, port }: LocalKafkaOptions): Promise<LocalKafka | SecureKafka> {
  const classPath = await kafkaClassPath();
  const folder = await mkdtemp(join(tmpdir(), 'ckm-kafka-'));
  const cancel = whenThisProcessEnds('sleep 1; rm -rf "$1"', [folder]);
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 }).finally(cancel);
  try {
    const ports = await differentPorts(port);
    const security = secure ? await makeSecurity(folder) : undefined;
    await writeFile(join(folder, 'server.properties'), brokerSettings(join(folder, 'data'), ports, security));
    await format(folder, classPath, security);
    const address = `127.0.0.1:${ports.plain}`;
    const local = control(() => runBroker(folder, classPath, address), remove);
    await local.restart();
    const { ca, username, password } = security ?? {};
    const secureBrokers = [`127.0.0.1:${ports.secure}`];
    return { brokers: [address], folder, ...local, ...(security && { secureBrokers, ca, username, password }) };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function differentPorts(wanted?: number): Promise<BrokerPorts> {
  const [plain, controller, secure] = await Promise.all([freePort(wanted), freePort(), freePort()]);
  return { plain, controller, secure };
}

function control(
  start: () => Promise<BrokerProcess>,
  remove: () => Promise<void>,
): Pick<LocalKafka, 'kill' | 'restart' | 'stop'> {
  let broker: BrokerProcess | undefined;
  let last: Promise<void> = Promise.resolve();
  // One after the other: a broker that is starting is killed once it has started, and no second one starts beside it.
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  const kill = async () => broker?.kill();
  return {
    kill: () => inTurn(kill),
    restart: () =>
      inTurn(async () => {
        await kill();
        broker = await start();
      }),
    stop: () =>
      inTurn(async () => {
        await kill();
        await remove();
      }),
  };
}

async function makeSecurity(folder: string): Promise<Security> {
  return { ...(await makeCertificates(folder)), username: 'ckm', password: randomBytes(12).toString('hex') };
}

async function format(folder: string, classPath: string, security?: Security): Promise<void> {
  const clusterId = Buffer.concat([Buffer.of(0), randomBytes(15)]).toString('base64url'); // never starts with "-"
  const user = security && `SCRAM-SHA-256=[name=${security.username},password=${security.password}]`;
  const args = ['-t', clusterId, '-c', join(folder, 'server.properties'), ...(user ? ['--add-scram', user] : [])];
  const java = ['-cp', classPath, 'kafka.tools.StorageTool', 'format', '--standalone', ...args];
  await run('java', java, { env: process.env });
}
