import { dumpSchema, restoreSchema } from '@ckm/backing-services';
import { authorization } from '../load/ways.js';
import type { Installation } from '../site/installation.js';
import { until } from '../site/until.js';
import { A_FEW, type Scenarios } from './scenario.js';

const SCHEMAS = ['capture', 'enrichment', 'sharing', 'innovation', 'vault', 'transport'];
const WITHIN_MS = 120_000;

export const RESTORE_SCENARIOS: Scenarios = {
  'older-log': {
    does: "enrichment's log is restored from an older dump, while its topics and its readers have seen more",
    promise: 'it halts; told `ckm restored` it goes on under another name, and what was lost of it is made again, once',
    trouble: async ({ installation, upstream, lasting, claim }) => {
      await upstream.untilAcknowledged(lasting(500, 50));
      const dump = await dumpSchema(await installation.databaseUrl(), 'enrichment');
      await upstream.untilAcknowledged(lasting(500, 50));
      await until('something that is lost', WITHIN_MS, () => isNewer(installation, dump));
      await installation.end();
      await restoreSchema(await installation.databaseUrl(), dump);
      await installation.start();
      const alarms = await alarmsOf(installation);
      claim('the service halts', alarms.length === 1 && alarms[0]!.startsWith('log-restored ckm.enrichment.'));
      await upstream.untilAcknowledged(A_FEW);
      const { code, said } = await installation.ckm('restored', 'enrichment');
      claim(`it goes on: ${said}`, code === 0);
      await upstream.untilAcknowledged(A_FEW);
    },
  },
  'fresh-cluster': {
    does: 'everything is dumped, the cluster of PostgreSQL is lost, and the dump is restored into a new one',
    promise: 'nobody notices but by the pause',
    trouble: async ({ installation, upstream, lasting, claim }) => {
      await upstream.untilAcknowledged(lasting(500, 50));
      await upstream.stop();
      await installation.end();
      const { database } = installation;
      const dumps = await Promise.all(SCHEMAS.map(async schema => dumpSchema(await database.url(), schema)));
      await database.beginAnew();
      // Makes roles, schemas and tables.
      await installation.start();
      await installation.end();
      for (const dump of dumps) await restoreSchema(await database.url(), dump);
      await installation.start();
      claim('no service halts', (await alarmsOf(installation)).length === 0);
      upstream.start();
      await upstream.untilAcknowledged(A_FEW);
    },
  },
};

interface Status {
  service: string;
  head: number;
  lanes: { checkpoint: number }[];
  alarms: string[];
}

async function statusOf(installation: Installation): Promise<Status[]> {
  const answer = await fetch(`${installation.url}/v1/ops/status`, { headers: await authorization(installation) });
  return ((await answer.json()) as { data: Status[] }).data;
}

const alarmsOf = async (installation: Installation): Promise<string[]> =>
  (await statusOf(installation)).flatMap(({ alarms }) => alarms);

/** Whether so much was published since that every partition ends with something that the dump does not hold. */
async function isNewer(installation: Installation, dump: Map<string, string[]>): Promise<true | undefined> {
  const enrichment = (await statusOf(installation)).find(({ service }) => service === 'enrichment');
  const dumped = dump.get('enrichment.events')?.length ?? 0;
  return (enrichment?.lanes ?? []).some(({ checkpoint }) => checkpoint > dumped + A_FEW) || undefined;
}
