import { eventually } from '@ckm/backing-services';
import { reaction, type Rejection, type View } from '@ckm/event-sourcing';
import { consumeByHand, optionsOf, standing } from './fixture/by-hand.js';
import { CUSTOMERS, customerIn, echoOf, identify, messagesOf, people, tell, told } from './fixture/customers.js';
import { keepOn, silent } from './fixture/installation.js';
import { capture, enrichment, openBeforeEach } from './fixture/two-services.js';
import { startConsumer } from './consumer.js';
import { listParked, WAITS } from './parking.js';
import { openProjections } from './projection.js';
import { redriveParked } from './redrive.js';
import { startRelay } from './relay.js';
import { reactionSlice, type Slice, viewSlice } from './slice.js';

const PARTITION = { topic: CUSTOMERS, partition: 2 };
const [MEIER, WANG] = [customerIn(2), customerIn(2, 1)];
const ACME = { tenantId: 'acme', fallback: 'demo' };

openBeforeEach();

const identifyAll = async (...tellings: [customer: string, what: string][]) => {
  for (const [customer, what] of tellings) await identify(capture, customer, what);
  return standing(await messagesOf(capture));
};
const parked = (asker = ACME) => listParked(enrichment.database.writer, asker, { after: 0, limit: 100 });
const redrive = async (slices: Slice[], asker = ACME, id?: number) =>
  redriveParked(asker, id ?? (await parked())[0]!.id, optionsOf(enrichment, slices));

/** Tells what it is told, but for what is broken now. */
const mendable = () => {
  const broken = new Map<string, string>();
  const slice = reactionSlice(
    'enrichment',
    tell(({ data }) => {
      const why = broken.get(data.externalId);
      if (why !== undefined) throw new TypeError(why);
    }),
  );
  return { broken, slice };
};

describe('a parked message', () => {
  it('is redriven with those behind it, in order, once its cause is mended', async () => {
    const { broken, slice } = mendable();
    broken.set('M-1', 'text is null');
    const messages = await identifyAll([MEIER, 'M-1'], [WANG, 'W-1'], [MEIER, 'M-2'], [MEIER, 'M-3']);
    await (await consumeByHand(enrichment, [slice])).deliver({ ...PARTITION, messages });
    expect(await parked()).toMatchObject([
      { slices: ['tell-when-identified'], topic: CUSTOMERS, partition: 2, cause: 'text is null' },
      { received: { offset: 2n }, cause: WAITS },
      { received: { offset: 3n }, cause: WAITS },
    ]);
    broken.clear();
    // Whichever of them is named.
    const { id } = (await parked())[1]!;
    expect(await redrive([slice], ACME, id)).toEqual({ redriven: 3, parked: 0, cause: null });
    expect([await told(enrichment, MEIER), await parked()]).toEqual([['M-1', 'M-2', 'M-3'], []]);
    const more = await identifyAll([MEIER, 'M-4']);
    await (await consumeByHand(enrichment, [slice])).deliver({ ...PARTITION, messages: more });
    expect(await told(enrichment, MEIER)).toEqual(['M-1', 'M-2', 'M-3', 'M-4']);
  });

  it('shows, once it is redriven, in when its slice was moved, though that stands where it stood', async () => {
    const { broken, slice } = mendable();
    broken.set('M-1', 'text is null');
    const messages = await identifyAll([MEIER, 'M-1']);
    await (await consumeByHand(enrichment, [slice])).deliver({ ...PARTITION, messages });
    const checkpoint = async () => {
      const { rows } = await enrichment.database.writer.query<{ next_offset: string; moved_at: Date }>(
        'SELECT next_offset, moved_at FROM checkpoint WHERE partition = $1',
        [PARTITION.partition],
      );
      return rows[0]!;
    };
    const before = await checkpoint();
    await redrive([slice]);
    expect(await checkpoint()).toEqual(before);
    broken.clear();
    await redrive([slice]);
    const { next_offset, moved_at } = await checkpoint();
    expect(next_offset).toBe(before.next_offset);
    expect(moved_at.getTime()).toBeGreaterThan(before.moved_at.getTime());
  });

  it('that fails again stays with its new cause, and so does what is behind it', async () => {
    const { broken, slice } = mendable();
    broken.set('M-1', 'text is null').set('M-2', 'no such theme');
    const messages = await identifyAll([MEIER, 'M-1'], [MEIER, 'M-2'], [MEIER, 'M-3']);
    const { deliver } = await consumeByHand(enrichment, [slice]);
    await deliver({ ...PARTITION, messages });
    broken.delete('M-1');
    expect(await redrive([slice])).toEqual({ redriven: 1, parked: 2, cause: 'no such theme' });
    await deliver({ ...PARTITION, messages: (await identifyAll([MEIER, 'M-4'])).slice(3) });
    expect((await parked()).map(one => one.cause)).toEqual(['no such theme', WAITS, WAITS]);
    expect(await told(enrichment, MEIER)).toEqual(['M-1']);
  });

  it('runs through the slices that have not handled it, and through no other', async () => {
    const { broken, slice: late } = mendable();
    const early = reactionSlice(
      'enrichment',
      reaction('note-when-identified', 'CustomerIdentified', ({ data }) => [
        echoOf(data.customerId, `noted ${data.externalId}`),
      ]),
    );
    const messages = await identifyAll([MEIER, 'M-1']);
    await (await consumeByHand(enrichment, [early])).deliver({ ...PARTITION, messages });
    broken.set('M-1', 'text is null');
    const { deliver } = await consumeByHand(enrichment, [early, late]);
    await deliver({ ...PARTITION, messages: await identifyAll([MEIER, 'M-2']) });
    // Only one of the two has something to wait for.
    expect(await told(enrichment, MEIER)).toEqual(['noted M-1', 'noted M-2']);
    broken.clear();
    expect(await redrive([early, late])).toEqual({ redriven: 2, parked: 0, cause: null });
    expect(await told(enrichment, MEIER)).toEqual(['noted M-1', 'noted M-2', 'M-1', 'M-2']);
  });

  it('waits for the slice that is not here, and holds up no other', async () => {
    const { broken, slice } = mendable();
    broken.set('M-1', 'text is null');
    const messages = await identifyAll([MEIER, 'M-1']);
    const elsewhere: Slice = { ...slice, name: 'runs-elsewhere' };
    await (await consumeByHand(enrichment, [slice, elsewhere])).deliver({ ...PARTITION, messages });
    broken.clear();
    const cause = 'nothing here is called runs-elsewhere';
    expect(await redrive([slice])).toEqual({ redriven: 1, parked: 1, cause });
    expect(await parked()).toMatchObject([{ slices: ['runs-elsewhere'], cause: 'text is null' }]);
    expect(await told(enrichment)).toEqual(['M-1']);
  });

  it('runs through the build that another process has switched to', async () => {
    const broken = { now: true };
    const fragile: View = {
      ...people,
      on: {
        CustomerIdentified: event => {
          if (broken.now) throw new Error('no');
          return people.on.CustomerIdentified!(event);
        },
      },
    };
    const open = () => openProjections(enrichment.owner, 'enrichment', [fragile]);
    const [here, there] = [await open(), await open()];
    const messages = await identifyAll([MEIER, 'M-1']);
    const read = async (projection = here.all[0]!) => {
      const { deliver } = await consumeByHand(enrichment, [viewSlice('enrichment', projection)]);
      await deliver({ ...PARTITION, messages });
    };
    await read();
    const build = await there.rebuild('person');
    await read(build);
    expect(await there.goLive(build, new Map())).toBe(true);
    broken.now = false;
    const options = optionsOf(enrichment, [viewSlice('enrichment', here.all[0]!)]);
    const [{ id } = { id: 0 }] = await parked();
    const redriven = await redriveParked(ACME, id, { ...options, renew: () => here.renew() });
    expect(redriven).toEqual({ redriven: 1, parked: 0, cause: null });
  });

  it('is one tenant’s: no other sees it or redrives it', async () => {
    const { broken, slice } = mendable();
    broken.set('M-1', 'text is null');
    await (
      await consumeByHand(enrichment, [slice])
    ).deliver({ ...PARTITION, messages: await identifyAll([MEIER, 'M-1']) });
    const globex = { tenantId: 'globex', fallback: 'demo' };
    expect(await parked(globex)).toEqual([]);
    const [{ id } = { id: 0 }] = await parked();
    await expect(redrive([slice], globex, id)).rejects.toMatchObject({ slug: 'parked-not-found' });
    await expect(redrive([slice], ACME, id + 1)).rejects.toMatchObject({ slug: 'parked-not-found' });
    expect(await parked()).toHaveLength(1);
  });

  it('is handled once when it is redriven twice at once', async () => {
    const { broken, slice } = mendable();
    broken.set('M-1', 'text is null');
    const messages = await identifyAll(...[1, 2, 3, 4, 5].map((nth): [string, string] => [MEIER, `M-${nth}`]));
    await (await consumeByHand(enrichment, [slice])).deliver({ ...PARTITION, messages });
    broken.clear();
    const { id } = (await parked()).at(-1)!;
    const both = await Promise.allSettled([redrive([slice], ACME, id), redrive([slice], ACME, id)]);
    // The second may come when nothing is left.
    const handled = both.map(one => (one.status === 'fulfilled' ? one.value.redriven : (one.reason as Rejection).slug));
    expect(['0,5', '5,parked-not-found']).toContain(String(handled.sort()));
    expect(await told(enrichment, MEIER)).toEqual(['M-1', 'M-2', 'M-3', 'M-4', 'M-5']);
  });

  it('is redriven while messages of its key and of others keep arriving: in order, nothing twice', async () => {
    const { broken, slice } = mendable();
    broken.set(`${MEIER}/0`, 'text is null');
    const relay = startRelay({
      ...capture,
      service: 'capture',
      pool: capture.database.writer,
      owner: 'one',
      log: silent,
    });
    const consumer = await startConsumer(optionsOf(enrichment, [slice]));
    const arriving = keepOn(async nth => {
      for (const customer of [MEIER, WANG, customerIn(5)]) await identify(capture, customer, `${customer}/${nth}`);
    });
    try {
      await eventually(async () => expect((await parked()).length).toBeGreaterThan(20));
      broken.clear();
      const { redriven } = await redrive([slice]);
      expect(redriven).toBeGreaterThan(20);
      const at = arriving.count();
      await eventually(() => expect(arriving.count()).toBeGreaterThan(at + 10));
    } finally {
      await arriving.stop();
    }
    const all = (customer: string) => Array.from({ length: arriving.count() }, (_, nth) => `${customer}/${nth}`);
    await eventually(async () => expect(await told(enrichment)).toHaveLength(3 * arriving.count()));
    for (const customer of [MEIER, WANG, customerIn(5)])
      expect(await told(enrichment, customer)).toEqual(all(customer));
    expect(await parked()).toEqual([]);
    await consumer.stop();
    await relay.stop();
  });
});
