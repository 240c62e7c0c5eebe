import { join } from 'node:path';
import { startPostgres } from '@ckm/backing-services';
import { SERVICES } from '@ckm/contracts';
import { Client } from 'pg';
import { Installation } from './installation.js';
import { readsOf } from './promql.js';
import { namedIn, watched } from './watched.js';

/** What Prometheus itself knows of what it scrapes. */
const OF_PROMETHEUS = { up: [] };
const OF_TARGETS = ['job', 'instance', 'service'];

/** Told only once a reaction was refused, and here none is. */
const RARE = { ckm_reaction_rejections_total: ['slug'] };

/** Metric → labels. */
const exported = new Map<string, Set<string>>(
  Object.entries({ ...OF_PROMETHEUS, ...RARE }).map(([name, labels]) => [name, new Set(labels)]),
);
let ckm: Installation;
let admin: Client;

beforeAll(async () => {
  ckm = await Installation.start();
  const { url } = await startPostgres({ dataDirectory: join(ckm.home, 'postgres') });
  admin = new Client(url);
  await admin.connect();
  await ckm.ask('/v1/items', { customerId: 'C-18', text: 'The new tray jams, and nobody told us about its key.' });
  await ckm.ask('/v1/feed');
  // A view that is never finished, and a road that is away: neither stays long by itself.
  await admin.query(`INSERT INTO sharing.projection (name, version, build, state)
    SELECT name, version, build + 1, 'building' FROM sharing.projection WHERE name = 'item_feed'`);
  await settled(/ckm_consumer_applied_total\{topic="ckm.enrichment.interpretation.v1"/);
  await admin.query('REVOKE USAGE ON SCHEMA transport FROM ckm_transport_writer');
  await settled(/ckm_alarms/);
  for (const part of [...SERVICES, 'console']) note(await metricsOf(part));
});
afterAll(async () => {
  await admin.end();
  await ckm.remove();
});

const metricsOf = async (part: string): Promise<string> => (await fetch(`${await ckm.addressOf(part)}/metrics`)).text();

/** Sharing tells it. */
async function settled(what: RegExp): Promise<void> {
  for (let tries = 0; !what.test(await metricsOf('sharing')); tries += 1) {
    if (tries === 200) throw new Error(`sharing never tells ${String(what)}`);
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

function note(text: string): void {
  for (const [, name = '', labels = ''] of text.matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)) {
    const known = exported.get(name) ?? new Set();
    for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) known.add(label);
    exported.set(name, known);
  }
}

it.each(watched)('$where asks for what is exported', ({ expr, text }) => {
  const { metrics, labels, groups } = readsOf(expr);
  expect(metrics).not.toEqual([]);
  expect(metrics.filter(name => !exported.has(name))).toEqual([]);
  const known = [...OF_TARGETS, ...metrics.flatMap(name => [...(exported.get(name) ?? [])])];
  expect(labels.filter(label => !known.includes(label))).toEqual([]);
  expect(namedIn(text).filter(label => !(groups ?? known).includes(label))).toEqual([]);
});

it('everything that ckm tells is shown somewhere', () => {
  const shown = watched.flatMap(({ expr }) => readsOf(expr).metrics);
  const told = [...exported.keys()].filter(name => name.startsWith('ckm_') && !/_(sum|bucket)$/.test(name));
  expect(told.filter(name => !shown.includes(name))).toEqual([]);
});

it('no metric names a tenant, a person or an id', () => {
  const labels = new Set([...exported.values()].flatMap(of => [...of]));
  expect([...labels].sort()).toEqual([
    ...['alarm', 'le', 'method', 'otel_scope_name', 'projection', 'route', 'slice', 'slug', 'status', 'topic'],
  ]);
});
