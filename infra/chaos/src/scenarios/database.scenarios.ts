import { existsSync, readFileSync } from 'node:fs';
import { open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { disturb, restartPostgres } from '../faults/inflict.js';
import type { Restart } from '../faults/schedule.js';
import { Client } from 'pg';
import { A_FEW, nobodyHasEnded, type Scenario, type Scenarios } from './scenario.js';

const FAILING = new URL('../faults/fail.mjs', import.meta.url).href;
const MOST_CONNECTIONS = 300;

const restart = (how: Restart, does: string): Scenario => ({
  does: `PostgreSQL is ended three times under load: ${does}`,
  promise: 'what was acknowledged was durable; everybody finds back by itself',
  trouble: async stage => {
    const { installation, upstream } = stage;
    for (let nth = 0; nth < 3; nth += 1) {
      await upstream.untilAcknowledged(A_FEW);
      await restartPostgres(installation, how, 500);
    }
    await upstream.untilAcknowledged(A_FEW);
    nobodyHasEnded(stage);
  },
});

export const DATABASE_SCENARIOS: Scenarios = {
  'postgres-fast': restart('fast', 'connections are closed, a checkpoint is written'),
  'postgres-immediate': restart('immediate', 'nothing is written any more, it recovers from its log'),
  'postgres-kill': restart('kill', 'kill -9'),
  'postgres-hole': {
    does: 'for 60 s nothing comes back from PostgreSQL, and nobody is told',
    promise: 'what waited is done once when it comes back',
    trouble: async stage => {
      const { installation, upstream, lasting } = stage;
      // So long that customers have sent again what nobody answered: they wait for 20 s.
      await disturb(installation.database.proxy, { holes: ['from'], forMs: lasting(60_000, 25_000) });
      await upstream.untilAcknowledged(A_FEW);
      nobodyHasEnded(stage);
    },
  },
  'pool-exhausted': {
    does: 'every connection that PostgreSQL has is taken by somebody else for 30 s, while the services lose theirs',
    promise: 'everybody waits, nothing is parked',
    trouble: async stage => {
      const { installation, upstream, lasting, claim } = stage;
      const { database } = installation;
      const taken = await takeEveryConnection(await database.url());
      await taken[0]?.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE 'ckm_%'");
      const more = await takeEveryConnection(await database.url());
      claim('those of the services were taken too', more.length > 0);
      await rest(lasting(30_000, 4_000));
      await Promise.all([...taken, ...more].map(client => client.end()));
      await upstream.untilAcknowledged(A_FEW);
      nobodyHasEnded(stage);
    },
  },
  'held-transaction': {
    does: 'somebody holds a transaction open for 60 s, with an old snapshot and locks on the checkpoints of sharing',
    promise: 'capture goes on; sharing waits, and parks nothing',
    trouble: async stage => {
      const { installation, upstream, lasting, claim } = stage;
      const { database } = installation;
      const client = await connect(await database.url());
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await client.query('SELECT pg_current_xact_id(), c.* FROM sharing.checkpoint c FOR UPDATE');
      await upstream.untilAcknowledged(A_FEW);
      await rest(lasting(60_000, 4_000));
      const { command } = await client.query('COMMIT');
      claim('the locks were held until the end', command === 'COMMIT');
      await client.end();
      nobodyHasEnded(stage);
    },
  },
  deadlocks: {
    does: 'one transaction in ten fails as with a deadlock or a serialization failure',
    promise: 'each is tried again: nothing is parked because of it, and nobody has to send anything again',
    setting: { env: { NODE_OPTIONS: `--import=${FAILING}` } },
    trouble: async ({ installation: { home }, upstream, lasting, claim }) => {
      await writeFile(join(home, 'failing'), '');
      await rest(lasting(30_000, 5_000));
      await upstream.untilAcknowledged(A_FEW);
      await rm(join(home, 'failing'));
      const failed = join(home, 'failed');
      claim('at least ten transactions have failed', existsSync(failed) && readFileSync(failed).length >= 10);
      claim('nobody had to send anything again', upstream.unanswered === 0);
    },
  },
  'disk-full': {
    does: 'the disk of PostgreSQL (400 MB, mounted for it) is filled to the last byte for 20 s, then there is room again',
    promise: 'nothing is acknowledged that is not durable, and everything goes on by itself',
    setting: { diskMb: 400 },
    trouble: async ({ installation: { database }, upstream, lasting, claim }) => {
      await upstream.untilAcknowledged(A_FEW);
      const ballast = join(database.folder, 'ballast');
      await fill(ballast);
      const { acknowledged } = upstream;
      const before = acknowledged.size;
      await rest(lasting(20_000, 5_000));
      claim('nothing that needed room was acknowledged', acknowledged.size - before < A_FEW);
      await rm(ballast);
      await database.startAgain();
      await upstream.untilAcknowledged(A_FEW);
    },
  },
};

const MEGABYTE = Buffer.alloc(1 << 20);

/** Until nothing more can be written. */
async function fill(ballast: string): Promise<void> {
  const file = await open(ballast, 'w');
  try {
    for (;;) await file.write(MEGABYTE);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error;
  } finally {
    await file.close();
  }
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Until there is none left. */
async function takeEveryConnection(url: string): Promise<Client[]> {
  const taken: Client[] = [];
  while (taken.length < MOST_CONNECTIONS) {
    const client = await connect(url).catch(() => null);
    if (client === null) break;
    taken.push(client);
  }
  return taken;
}
