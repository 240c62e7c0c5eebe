import { connect, type NetConnectOpts } from 'node:net';
import { homedir } from 'node:os';

const IMAGE = 'confluentinc/cp-kafka:8.0.0';
const PATIENCE_MS = 90_000;

/** Whether a Docker engine answers, by `DOCKER_HOST` or in one of the usual places. */
export async function dockerAnswers(): Promise<boolean> {
  const host = process.env.DOCKER_HOST;
  const home = homedir();
  const sockets = [
    '/var/run/docker.sock',
    `${process.env.XDG_RUNTIME_DIR}/docker.sock`,
    `${home}/.docker/run/docker.sock`,
  ];
  const places = host ? [placeOf(host)] : sockets.map(path => ({ path }));
  return (await Promise.all(places.map(answersPing))).includes(true);
}

function placeOf(host: string): NetConnectOpts {
  const { protocol, hostname, port, pathname } = new URL(host);
  return protocol === 'unix:' ? { path: pathname } : { host: hostname, port: Number(port || 2375) };
}

function answersPing(place: NetConnectOpts): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ ...place, timeout: 2_000 }, () => socket.write('GET /_ping HTTP/1.0\r\n\r\n'));
    const answer = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    // Any answer will do. An engine that requires TLS closes the connection, and counts as none.
    socket.once('data', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
    socket.once('close', () => answer(false));
  });
}

/** Starts a broker in a container. @throws when it is not up within 90 s */
export async function startDockerKafka(): Promise<{ brokers: string[]; stop: () => Promise<void> }> {
  const { KafkaContainer } = await import('@testcontainers/kafka');
  const starting = new KafkaContainer(IMAGE).start();
  let late = false;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      late = true;
      reject(new Error(`${IMAGE} was not up in ${PATIENCE_MS / 1_000} s`));
    }, PATIENCE_MS);
  });
  starting.then(container => (late ? container.stop() : undefined)).catch(() => undefined);
  const container = await Promise.race([starting, tooLate]).finally(() => clearTimeout(timer));
  return {
    brokers: [`${container.getHost()}:${container.getMappedPort(9093)}`],
    stop: async () => void (await container.stop()),
  };
}
