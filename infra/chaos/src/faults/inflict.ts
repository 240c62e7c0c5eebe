import { setTimeout as rest } from 'node:timers/promises';
import type { LocalKafka } from '@ckm/backing-services';
import type { Broker } from '../site/broker.js';
import type { Installation } from '../site/installation.js';
import { until } from '../site/until.js';
import type { Proxy, Conditions } from './proxy.js';
import type { TimedFault, Fault, Link, Process, Restart } from './schedule.js';

export interface Target {
  installation: Installation;
  /** Null where messages travel through PostgreSQL. */
  broker: Broker | null;
}

const THERE_MS = 60_000;
const MOST_STARTS = 3;

export const FAULTS: Record<Fault['kind'], string> = {
  kill: 'services killed (kill -9)',
  backends: "logins' database connections terminated",
  postgres: 'PostgreSQL ended (fast, immediate, kill -9)',
  kafka: 'broker killed (kill -9)',
  freeze: 'processes frozen and thawed',
  cut: 'all connections of a link cut',
  slow: 'links slowed down',
  hole: 'links turned into a one-way hole',
};

/** How often each kind of fault has hit something. */
export type Hits = Map<Fault['kind'], number>;

/** Inflicts every fault at its time. Resolves when all are over: nothing is frozen, slow or cut any more. */
export async function perform(faults: TimedFault[], target: Target, hits: Hits): Promise<void> {
  const began = Date.now();
  const doing = faults.map(async fault => {
    await rest(fault.atMs - (Date.now() - began));
    const times = await inflict(fault, target);
    hits.set(fault.kind, (hits.get(fault.kind) ?? 0) + times);
  });
  await Promise.all(doing);
}

type Inflict<K extends Fault['kind']> = (fault: Extract<Fault, { kind: K }>, target: Target) => Promise<number>;

/** Each resolves when it is over, with how many it hit. */
const INFLICT: { [K in Fault['kind']]: Inflict<K> } = {
  kill: async ({ process }, { installation }) => Number(await installation.signal(process, 'SIGKILL')),
  freeze: ({ process, forMs }, { installation }) => freeze(installation, process, forMs),
  backends: async ({ login }, { installation }) => Math.min(1, await installation.database.terminate(`ckm_${login}`)),
  postgres: ({ how, forMs }, { installation }) => restartPostgres(installation, how, forMs),
  kafka: ({ forMs }, { broker }) => restartKafka(broker as Broker, forMs),
  cut: ({ link }, target) => Promise.resolve(proxyOf(link, target).cut()).then(() => 1),
  slow: ({ link, ...conditions }, target) => disturb(proxyOf(link, target), conditions),
  hole: ({ link, way, forMs }, target) => disturb(proxyOf(link, target), { holes: [way], forMs }),
};

const inflict = (fault: Fault, target: Target): Promise<number> =>
  (INFLICT[fault.kind] as Inflict<Fault['kind']>)(fault, target);

const proxyOf = (link: Link, { installation, broker }: Target): Proxy =>
  link === 'database' ? installation.database.proxy : (broker as Broker).proxy;

/** Waits for the process where it is being started again. */
export async function freeze(installation: Installation, process: Process, forMs: number): Promise<number> {
  await until(
    `${process} to freeze`,
    THERE_MS,
    async () => (await installation.signal(process, 'SIGSTOP')) || undefined,
  );
  await rest(forMs);
  return Number(await installation.signal(process, 'SIGCONT'));
}

export async function restartPostgres({ database }: Installation, how: Restart, forMs: number): Promise<number> {
  await database.end(how);
  await rest(forMs);
  await database.startAgain();
  return 1;
}

export async function restartKafka({ kafka }: Broker, forMs: number): Promise<number> {
  await kafka.kill();
  await rest(forMs);
  await startAgain(kafka);
  return 1;
}

/** After a kill -9 a broker may fail at what it finds in its own log; a supervisor would start it again. */
async function startAgain(kafka: LocalKafka): Promise<void> {
  for (let start = 1; ; start += 1)
    try {
      return await kafka.restart();
    } catch (error) {
      if (start === MOST_STARTS) throw error;
    }
}

export async function disturb(
  proxy: Proxy,
  { forMs, ...conditions }: Partial<Conditions> & { forMs: number },
): Promise<number> {
  proxy.set(conditions);
  await rest(forMs);
  proxy.set({});
  return 1;
}
