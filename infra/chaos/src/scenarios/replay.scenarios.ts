import { eventOf, itemOf } from '../load/customer-event.js';
import { authorization, post } from '../load/ways.js';
import type { Installation } from '../site/installation.js';
import { until } from '../site/until.js';
import { withFeedWhole } from './feed-whole.js';
import { A_FEW, type Scenarios, type Stage } from './scenario.js';

const VIEWS = ['sharing.item_feed', 'sharing.item_journey', 'innovation.evidence'];
const WITHIN_MS = 120_000;
const GONE = '42P01';
const WORD = 'Zauberwortkaffee';

export const REPLAY_SCENARIOS: Scenarios = {
  'rebuild-live': {
    does: 'three views are built anew while events come',
    promise: 'the new build holds what the old one held, and what came meanwhile',
    trouble: async stage => {
      const { upstream, lasting } = stage;
      await upstream.untilAcknowledged(lasting(2_000, 50));
      await withFeedWhole(stage, async () => untilBuilt(stage, await rebuild(stage)));
      await upstream.untilAcknowledged(A_FEW);
    },
  },
  'kill-during-rebuild': {
    does: 'three views are built anew while sharing and innovation are killed three times',
    promise: 'the build goes on where it stood, and takes its place once',
    trouble: async stage => {
      const { installation, upstream, lasting, claim } = stage;
      await upstream.untilAcknowledged(lasting(2_000, 50));
      await withFeedWhole(stage, async () => {
        const builds = await rebuild(stage);
        for (let nth = 0; nth < 3; nth += 1) {
          await Promise.all((['sharing', 'innovation'] as const).map(part => installation.signal(part, 'SIGKILL')));
          if (nth === 0) claim('a build was under way', await isBuilding(stage));
          await upstream.untilAcknowledged(A_FEW);
        }
        await untilBuilt(stage, builds);
      });
    },
  },
  'erasure-during-rebuild': {
    does: 'a person is forgotten while three views are built anew, and sharing is killed',
    promise: 'none of the words is left in any row, in neither build',
    trouble: async stage => {
      const { installation, upstream } = stage;
      const event = eventOf(1);
      const said = { ...event, id: 'forgotten', data: { customerId: 'who-leaves', text: `Please offer ${WORD}.` } };
      const { status } = await post(installation, '/v1/events', said, 'application/cloudevents+json');
      stage.claim('it was taken', status === 202);
      upstream.acknowledged.set(said.id, itemOf(said));
      await until('the words wherever they go', WITHIN_MS, async () => (await isKnown(stage)) || undefined);
      const builds = await rebuild(stage);
      const erased = await post(installation, '/v1/subjects/external:who-leaves/erasure', {});
      stage.claim('the erasure was taken', erased.status === 202);
      await installation.signal('sharing', 'SIGKILL');
      await untilBuilt(stage, builds);
      await until('the end of the words', WITHIN_MS, async () => !(await isSaid(stage)) || undefined);
      await upstream.untilAcknowledged(A_FEW);
      stage.claim('nobody says the words again', !(await isSaid(stage)));
    },
  },
};

/** By view: which build. */
type Builds = Map<string, number>;

/** @returns what is to take the place of what is there */
async function rebuild({ installation, claim }: Stage): Promise<Builds> {
  const builds: Builds = new Map();
  for (const view of VIEWS) {
    const answer = await post(installation, `/v1/ops/projections/${view}/rebuild`, {});
    claim(`the rebuild of ${view} was taken`, answer.status === 202);
    builds.set(view, ((await answer.json()) as { data: { build: number } }).data.build);
  }
  return builds;
}

/** These have taken their places, and none is unfinished. */
async function untilBuilt({ installation }: Stage, builds: Builds): Promise<void> {
  await until('the new builds', WITHIN_MS, async () => (await areLive(installation, builds)) || undefined);
}

async function areLive(installation: Installation, builds: Builds): Promise<boolean> {
  const answer = await fetch(`${installation.url}/v1/ops/projections`, {
    headers: await authorization(installation),
  }).catch(() => null);
  if (!answer?.ok) return false;
  const { data } = (await answer.json()) as { data: { name: string; build: number; state: string }[] };
  const isThere = ([view, build]: [string, number]): boolean =>
    data.some(one => one.name === view && one.build >= build);
  return data.every(({ state }) => state === 'live') && [...builds].every(isThere);
}

const BUILDING = `SELECT FROM sharing.projection WHERE state = 'building' UNION ALL SELECT FROM innovation.projection WHERE state = 'building'`;

const isBuilding = async ({ installation: { database } }: Stage): Promise<boolean> =>
  (await database.ask(BUILDING)).rowCount !== 0;

const TABLES = `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
  WHERE schemaname IN ('capture', 'enrichment', 'sharing', 'innovation', 'transport')`;

const KNOWN = `SELECT FROM sharing.item_feed f JOIN sharing.announcement a USING (tenant_id, item_id) JOIN innovation.read_item r USING (tenant_id, item_id)
  WHERE f.text LIKE '%${WORD}%' AND r.signals::text LIKE '%${WORD}%'`;

/** Read, shared, and also in a view that is not built anew: only the erasure empties that one. */
const isKnown = async ({ installation: { database } }: Stage): Promise<boolean> =>
  (await database.ask(KNOWN)).rowCount === 1;

/** In the rows of any table, as text. */
async function isSaid(stage: Stage): Promise<boolean> {
  const { database } = stage.installation;
  const { rows } = await database.ask(TABLES);
  const found = rows.map(({ name }) => `SELECT 1 FROM ${String(name)} AS t WHERE t::text LIKE '%${WORD}%'`);
  return database.ask(`${found.join(' UNION ALL ')} LIMIT 1`).then(
    ({ rowCount }) => rowCount !== 0,
    (error: { code?: string }) => {
      // A build that was replaced meanwhile takes its table with it.
      if (error.code !== GONE) throw error;
      return isSaid(stage);
    },
  );
}
