import { once } from 'node:events';
import { setTimeout as rest } from 'node:timers/promises';
import { freePort } from '@ckm/backing-services';
import { Client } from 'pg';
import { Balancer } from '../load/balancer.js';
import { startSecondProcess } from '../faults/second-process.js';
import type { Database } from '../site/database.js';
import { until } from '../site/until.js';
import { withFeedWhole } from './feed-whole.js';
import { A_FEW, nobodyHasEnded, type Scenario, type Scenarios, type Stage } from './scenario.js';

const NEXT_FEED = new URL('../faults/next-feed.mjs', import.meta.url).href;
const WITHIN_MS = 120_000;

export const DEPLOY_SCENARIOS: Scenarios = {
  'rolling-deploy': rollingDeploy(),
  'rolling-deploy-on-kafka': { ...rollingDeploy(), on: 'kafka' },
};

function rollingDeploy(): Scenario {
  return {
    does: 'sharing with another column in its feed is started beside the old one; then the old one is started anew, and it ends',
    promise: 'whoever is ready answers, the feed shows every item all along, and each is shared once',
    isSent: true,
    trouble: stage => withFeedWhole(stage, () => deploy(stage)),
  };
}

async function deploy(stage: Stage): Promise<void> {
  const { installation, upstream, claim, lasting } = stage;
  const { database } = installation;
  await upstream.untilAcknowledged(A_FEW);
  const [first, port] = [await installation.processOf('sharing'), String(await freePort())];
  const balancer = new Balancer(installation, { old: String(first?.env.PORT), next: port });

  const { next, letSwitch } = await withheld(database, () =>
    startSecondProcess(installation, 'sharing', { PORT: port, NODE_OPTIONS: `--import=${NEXT_FEED}` }),
  );
  // So long both read, and on Kafka each has its share of the partitions.
  await rest(lasting(60_000, 12_000));
  await allShown(stage, 'while the next feed waits');
  claim('the next feed is not shown before it is let', !(await countsWords(database)));
  await letSwitch();
  await until('the next feed', WITHIN_MS, async () => (await countsWords(database)) || undefined);
  await allShown(stage, 'after the switch');
  claim(
    'every item has the new column',
    (await builds(database, 'word_count IS NULL')) === 'old 1 retired, next 1 live, 0',
  );
  nobodyHasEnded(stage);

  await installation.signal('sharing', 'SIGTERM');
  await until('the old feed again', WITHIN_MS, async () => !(await countsWords(database)) || undefined);
  await allShown(stage, 'after the way back');
  const ended = once(next, 'exit');
  next.kill('SIGTERM');
  claim('the next one ends with code 0', (await ended)[0] === 0);
  await upstream.untilAcknowledged(A_FEW);
  claim(
    'the old version is built anew, and all else is gone',
    (await builds(database)) === 'old 1 retired, old 2 live, next 1 retired, 0',
  );
  for (const failure of await balancer.stop()) claim(failure, false);
}

/** As if another process made the indexes of the next feed: without them nobody switches to it. */
const LOCK = `SELECT pg_advisory_lock(hashtext('index'), hashtext(format('item_feed_v%s_1', max(version) + 1)))
  FROM sharing.projection WHERE name = 'item_feed'`;

/** Starts a process that fills its views, and cannot switch them before it is let. */
async function withheld<T>(
  database: Database,
  start: () => Promise<T>,
): Promise<{ next: T; letSwitch: () => Promise<void> }> {
  const switching = await connect(database);
  await switching.query(LOCK);
  return { next: await start(), letSwitch: () => switching.end() };
}

async function connect(database: Database): Promise<Client> {
  const client = new Client({ connectionString: await database.url() });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function countsWords(database: Database): Promise<boolean> {
  const { rowCount } = await database.ask(
    `SELECT FROM information_schema.columns WHERE (table_schema, table_name, column_name) = ('sharing', 'item_feed', 'word_count')`,
  );
  return rowCount === 1;
}

/** Everything that was acknowledged until now is in the feed and announced, whoever of them reads it. */
async function allShown({ upstream, installation }: Stage, when: string): Promise<void> {
  await upstream.untilAcknowledged(3 * A_FEW);
  const items = [...upstream.acknowledged.values()];
  await until(`${items.length} items in the feed and announced ${when}`, WITHIN_MS, async () => {
    const { rows } = await installation.database.ask(
      `SELECT count(*) FROM sharing.item_feed JOIN sharing.events e ON e.data ->> 'itemId' = item_id::text
       WHERE item_id = ANY ($1) AND sentiment_label IS NOT NULL AND e.type = 'KnowledgeAnnounced'`,
      [items],
    );
    return Number(rows[0]?.count) === items.length || undefined;
  });
}

/** The feed's builds, how many rows of it are so, and whatever table is left of another. */
async function builds(database: Database, where = 'false'): Promise<string> {
  const { rows } = await database.ask(
    `SELECT string_agg(format('%s %s %s', age, build, state), ', ' ORDER BY version, build)
       || ', ' || (SELECT count(*) FROM sharing.item_feed WHERE ${where})
       || (SELECT coalesce(string_agg(' and ' || tablename, ''), '') FROM pg_tables
           WHERE schemaname = 'sharing' AND tablename LIKE 'item\\_feed\\_v%'
             AND tablename NOT IN (SELECT table_name FROM sharing.projection WHERE state = 'live')) AS found
     FROM (SELECT *, CASE version WHEN min(version) OVER () THEN 'old' ELSE 'next' END AS age
           FROM sharing.projection WHERE name = 'item_feed') AS builds`,
  );
  return String(rows[0]?.found);
}
