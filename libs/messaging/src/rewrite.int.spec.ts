import { eventually } from '@ckm/backing-services';
import type { View } from '@ckm/event-sourcing';
import { startBuild } from './build.js';
import { type Consumer, startConsumer } from './consumer.js';
import { erasureSlice } from './erasure.js';
import { optionsOf } from './fixture/by-hand.js';
import { customerIn, eraseAs, people, say, sayings, TEXT, uuid } from './fixture/customers.js';
import { silent, type TestService } from './fixture/installation.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { openProjections, type Projection, type Projections } from './projection.js';
import { type Relay, startRelay } from './relay.js';
import { viewSlice } from './slice.js';

const [MEIER, WANG] = [customerIn(2), customerIn(2, 1)];
const REVIEWS = Array.from({ length: 12 }, (_, nth) => `review ${nth}`);
/** Words stand in an index too. */
const indexed: View = { ...sayings, indexes: ['said'] };
/** Of people who are known by name, which nobody here is. */
const named: View = { ...people, on: { CustomerIdentified: people.on.CustomerIdentified } };

let relay: Relay;
let running: Consumer[];

openBeforeEach();
beforeEach(() => {
  relay = startRelay({ ...capture, service: 'capture', pool: capture.database.writer, owner: 'one', log: silent });
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map(one => one.stop()));
  await relay.stop();
});

/** Twelve reviews of one person are shown. */
async function serving(view: View = indexed): Promise<Projections> {
  for (const review of REVIEWS) await say(capture, MEIER, review);
  const projections = await openProjections(enrichment.owner, 'enrichment', [view, named]);
  const slices = [...projections.all.map(one => viewSlice('enrichment', one)), erasureSlice('enrichment')];
  running.push(await startConsumer({ ...optionsOf(enrichment, slices), renew: () => projections.renew() }));
  await shows('saying', TEXT);
  return projections;
}
const shows = (table: string, words: string | null) =>
  eventually(async () => {
    const rows = await installation.sql<{ said: string }>(`SELECT said FROM enrichment.${table}`);
    expect(rows.map(({ said }) => said)).toEqual(REVIEWS.map(() => words));
  });
/** @returns when that was done here */
async function forget(): Promise<Date> {
  const keyId = await installation.loseKey(uuid(MEIER));
  installation.passTime();
  await eraseAs(capture, MEIER, [keyId]);
  return eventually(async () => {
    const done = await installation.sql<{ applied_at: Date }>('SELECT applied_at FROM enrichment.erasure');
    expect(done).toHaveLength(1);
    return done[0]!.applied_at;
  });
}
const later = (at: Date): Date => new Date(at.getTime() + 1);
function fill(builds: Projection[], projections: Projections, process: TestService = enrichment): void {
  const options = { ...optionsOf(process, []), service: 'enrichment' as const, projections };
  running.push(...builds.map(one => startBuild(one, { ...options, renew: () => projections.renew() })));
}
const tablesOf = (projections: Projection[]): string[] => projections.map(({ table }) => table).sort();
const isLive = (table: string) =>
  eventually(async () =>
    expect(
      await installation.sql(
        `SELECT table_name FROM enrichment.projection WHERE name = 'saying' AND state <> 'retired'`,
      ),
    ).toEqual([{ table_name: table }]),
  );

/** Another process has raised the view's version, and it is live. */
async function raised(): Promise<Projections> {
  const other = await installation.open('enrichment');
  const projections = await openProjections(other.owner, 'enrichment', [{ ...indexed, version: 2 }, named]);
  fill(
    projections.all.filter(({ state }) => state === 'building'),
    projections,
    other,
  );
  await isLive('saying_v2_1');
  return projections;
}

describe('a view in which an erasure has emptied rows', () => {
  it('has no word of theirs left in a file of it or of its indexes, once it is built anew', async () => {
    const projections = await serving();
    const at = await forget();
    await shows('saying', null);
    expect(await installation.filesWith(TEXT)).toEqual(['saying_v1_1', 'saying_v1_1_tenant_id_said_idx']);

    const begun = await projections.rewrite(later(at));
    expect(tablesOf(begun)).toEqual(['saying_v1_2']);
    fill(begun, projections);
    await isLive('saying_v1_2');
    await shows('saying', null);
    expect(await installation.filesWith(TEXT)).toEqual([]);
  });

  it('is built anew once, and not again at the next look', async () => {
    const projections = await serving();
    const at = await forget();
    fill(await projections.rewrite(later(at)), projections);
    expect(await projections.rewrite(later(at))).toEqual([]);
    await isLive('saying_v1_2');
    expect(await projections.rewrite(later(at))).toEqual([]);
    await isLive('saying_v1_2');
  });

  it('is left as it is while the rest after the erasure lasts', async () => {
    const projections = await serving();
    const at = await forget();
    expect(await projections.rewrite(at)).toEqual([]);
    expect(tablesOf(await projections.rewrite(later(at)))).toEqual(['saying_v1_2']);
  });

  it('need not wait for a quiet hour: the first erasure counts, whoever is forgotten after it', async () => {
    const projections = await serving();
    const at = await forget();
    await installation.sql(
      `INSERT INTO enrichment.erasure (tenant_id, erasure_id, customer_id, key_ids, rows, builds, applied_at)
       VALUES ('acme', $1, $2, '{}', '{}', '{saying_v1_1}', 'infinity')`,
      [uuid('another erasure'), uuid(WANG)],
    );
    expect(tablesOf(await projections.rewrite(later(at)))).toEqual(['saying_v1_2']);
  });

  it('is built anew also where its build was begun before the erasure and went live after it', async () => {
    const projections = await serving();
    const waiting = { ...projections, goLive: () => Promise.resolve(false) };
    const build = await projections.rebuild('saying');
    fill([build], waiting);
    await shows('saying_v1_2', TEXT);
    const at = await forget();
    await shows('saying_v1_2', null);
    expect(await projections.rewrite(later(at))).toEqual([]);
    expect(await projections.goLive(build, new Map())).toBe(true);
    expect(await installation.filesWith(TEXT)).toContain('saying_v1_2');

    fill(await projections.rewrite(later(at)), projections);
    await isLive('saying_v1_3');
    expect(await installation.filesWith(TEXT)).toEqual([]);
    expect(await projections.rewrite(later(at))).toEqual([]);
  });

  it('is built anew once by several processes, and by those that are left of them', async () => {
    const mine = await serving();
    const other = await installation.open('enrichment');
    const theirs = await openProjections(other.owner, 'enrichment', [indexed, named]);
    const at = await forget();
    const begun = await Promise.all([mine.rewrite(later(at)), theirs.rewrite(later(at))]);
    expect(begun.map(tablesOf)).toEqual([['saying_v1_2'], ['saying_v1_2']]);
    fill(begun[1], theirs, other);
    await isLive('saying_v1_2');
    await shows('saying', null);
    expect(await theirs.rewrite(later(at))).toEqual([]);
  });

  it('is left alone by those whose version another one has replaced since', async () => {
    const old = await serving();
    const at = await forget();
    const newer = await raised();
    expect(await old.rewrite(later(at))).toEqual([]);
    expect(await newer.rewrite(later(at))).toEqual([]);
    expect(await installation.filesWith(TEXT)).toEqual([]);
  });

  it('is left to those who know its version', async () => {
    const old = await serving();
    const newer = await raised();
    const at = await forget();
    await shows('saying', null);
    expect(await old.rewrite(later(at))).toEqual([]);
    expect(tablesOf(await newer.rewrite(later(at)))).toEqual(['saying_v2_2']);
  });
});
