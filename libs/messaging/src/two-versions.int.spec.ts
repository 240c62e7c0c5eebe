import { setTimeout as rest } from 'node:timers/promises';
import type { View } from '@ckm/event-sourcing';
import { withBuildLock } from './build-lock.js';
import { consumeByHand, standing } from './fixture/by-hand.js';
import { CUSTOMERS, customerIn, identify, messagesOf, people, tell, told } from './fixture/customers.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { openProjections, type Projections } from './projection.js';
import { reactionSlice, type Slice, viewSlice } from './slice.js';

const MEIER = customerIn(2);
const NO_ENDS = new Map<string, number>();
const NEXT: View = { ...people, version: 2 };

openBeforeEach();

const telling = reactionSlice('enrichment', tell());
const open = (view: View): Promise<Projections> => openProjections(enrichment.owner, 'enrichment', [view]);
/** A process that reads what the test hands to it. */
const reading = async (projections: Projections, ...others: Slice[]) => {
  const slices = [viewSlice('enrichment', projections.all[0]!), ...others];
  const { deliver } = await consumeByHand(enrichment, slices, { renew: () => projections.renew() });
  return async () => deliver({ topic: CUSTOMERS, partition: 2, messages: standing(await messagesOf(capture)) });
};
const column = async (sql: string): Promise<unknown[]> =>
  (await installation.sql(`${sql} ORDER BY 1`)).map(row => Object.values(row)[0]);
const builds = () => column(`SELECT format('%s %s', table_name, state) FROM enrichment.projection`);
const switchTo = async (view: View): Promise<void> => {
  const projections = await open(view);
  await (
    await reading(projections)
  )();
  expect(await projections.goLive(projections.all[0]!, NO_ENDS)).toBe(true);
};

describe('a process of another version than the one that is live', () => {
  it('goes on with all else, and with its view when that version comes back', async () => {
    const deliver = await reading(await open(people), telling);
    await identify(capture, MEIER, 'M-1');
    await deliver();
    await switchTo(NEXT);
    await identify(capture, MEIER, 'M-2');
    await deliver();
    expect(await told(enrichment)).toEqual(['M-1', 'M-2']);
    expect(await column('SELECT told FROM enrichment.person')).toEqual(['M-1']);

    await switchTo(people);
    await identify(capture, MEIER, 'M-3');
    await deliver();
    expect(await column('SELECT told FROM enrichment.person_v1_2')).toEqual(['M-3']);
    expect(await told(enrichment)).toEqual(['M-1', 'M-2', 'M-3']);
    expect(await builds()).toEqual(['person_v1_1 retired', 'person_v1_2 live', 'person_v2_1 retired']);
  });

  it('rests where it has nothing else to do', async () => {
    const deliver = await reading(await open(people));
    await identify(capture, MEIER, 'M-1');
    await switchTo(NEXT);
    expect(await deliver()).toEqual({ next: 0n, afterMs: 50 });
  });

  it('writes, when it begins to read behind the switch, nothing, and puts nothing aside', async () => {
    const opened = await open(people);
    await identify(capture, MEIER, 'M-1');
    await switchTo(NEXT);
    const deliver = await reading(opened, telling);
    await deliver();
    expect(await told(enrichment)).toEqual(['M-1']);
    expect(await column('SELECT DISTINCT slice FROM enrichment.checkpoint')).toEqual([
      'person_v2_1',
      'tell-when-identified',
    ]);
    expect(await column('SELECT cause FROM enrichment.parked')).toEqual([]);
  });
});

describe('a build of a version that was given up before it went live', () => {
  const pass = (table: string, field: string) =>
    installation.sql(`UPDATE enrichment.${table} SET ${field} = ${field} - interval '2 minutes'`);

  it('gives way to a rebuild of the live one once nobody has filled it for a minute, nor makes its indexes', async () => {
    const live = await open(people);
    const deliver = await reading(await open(NEXT));
    await identify(capture, MEIER, 'M-1');
    const already = { slug: 'projection-building-already' };
    await expect(live.rebuild('person')).rejects.toMatchObject(already);
    await pass('projection', 'since');
    await deliver();
    await expect(live.rebuild('person')).rejects.toMatchObject(already);
    await pass('checkpoint', 'moved_at');
    await enrichment.database.transaction(async client => {
      await client.query(`SELECT pg_advisory_xact_lock(hashtext('index'), hashtext('person_v2_1'))`);
      await expect(live.rebuild('person')).rejects.toMatchObject(already);
    });
    expect(await live.rebuild('person')).toMatchObject({ table: 'person_v1_2', state: 'building' });
    expect(await builds()).toEqual(['person_v1_1 live', 'person_v1_2 building', 'person_v2_1 retired']);
    expect(await column('SELECT slice FROM enrichment.checkpoint')).toEqual([]);
  });

  it('is not read any more by whoever begins to while it is dropped', async () => {
    await open(people);
    const next = await open(NEXT);
    let reading: Promise<unknown> = Promise.resolve();
    await withBuildLock(enrichment.owner, async client => {
      await client.query(`UPDATE projection SET state = 'retired' WHERE table_name = 'person_v2_1'`);
      reading = consumeByHand(enrichment, [viewSlice('enrichment', next.all[0]!)]);
      await rest(200);
    });
    await reading;
    expect(await column('SELECT slice FROM enrichment.checkpoint')).toEqual([]);
  });

  it('does not give way while it is that of the same version', async () => {
    const live = await open(people);
    await live.rebuild('person');
    await pass('projection', 'since');
    await expect(live.rebuild('person')).rejects.toMatchObject({ slug: 'projection-building-already' });
  });
});
