import { jest } from '@jest/globals';
import { eventually } from '@ckm/backing-services';
import type { View } from '@ckm/event-sourcing';
import { type BuildOptions, startBuild } from './build.js';
import { type Consumer, startConsumer } from './consumer.js';
import { optionsOf } from './fixture/by-hand.js';
import { identify, people } from './fixture/customers.js';
import { silent } from './fixture/installation.js';
import { isLetGo } from './fixture/let-go.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { Lateness } from './pace.js';
import { openProjections, type Projections } from './projection.js';
import { type Relay, startRelay } from './relay.js';
import { viewSlice } from './slice.js';
import type { ConsumeOptions, Consumption, Transport } from './transport/transport.js';

const GENTLY = { maxMessages: 250, maxConcurrency: 1 };
const NEXT: View = { ...people, version: 2 };

let relay: Relay;
let running: Consumer[];
let asked: ConsumeOptions[];
let reading: WeakRef<Consumption>[];
let yieldsTo: Lateness;

openBeforeEach();
beforeEach(async () => {
  relay = startRelay({ ...capture, service: 'capture', pool: capture.database.writer, owner: 'one', log: silent });
  for (let nth = 0; nth < 24; nth += 1) await identify(capture, `customer ${nth}`, `K-${nth}`);
  const { all } = await openProjections(enrichment.owner, 'enrichment', [people]);
  running = [await startConsumer(optionsOf(enrichment, [viewSlice('enrichment', all[0]!)]))];
  await eventually(async () => expect(await rows()).toBe(24));
  [asked, reading, yieldsTo] = [[], [], new Lateness()];
});
afterEach(async () => {
  await Promise.all(running.map(one => one.stop()));
  await relay.stop();
});

const rows = async () => (await installation.sql('SELECT FROM enrichment.person')).length;
/** Of the next version, which no live loop knows; of the same one, beside the live one. */
const build = async (view = NEXT): Promise<Projections> => {
  const projections = await openProjections(enrichment.owner, 'enrichment', [view]);
  const building = view === NEXT ? projections.all[0]! : await projections.rebuild(view.name);
  const consume: Transport['consume'] = async options => {
    asked.push(options);
    const consumption = await enrichment.transport.consume(options);
    reading.push(new WeakRef(consumption));
    return consumption;
  };
  const transport = Object.assign(Object.create(enrichment.transport) as Transport, { consume });
  const renew = () => projections.renew();
  const options: BuildOptions = { ...optionsOf(enrichment, []), service: 'enrichment', projections, renew };
  running.push(startBuild(building, { ...options, transport, yieldsTo }));
  return projections;
};

describe('a build', () => {
  it('takes a little of one partition at a time, and rests when it is told that others are late', async () => {
    const rests = jest.spyOn(yieldsTo, 'restAfter').mockReturnValue(600_000);
    await build();
    await eventually(() => expect(rests).toHaveBeenCalled());
    expect(asked).toMatchObject([GENTLY]);
    await running[1]!.stop();
    expect(rests).toHaveBeenCalledTimes(1);
  });

  it('comes up with what is live at full pace, and is read on so', async () => {
    const projections = await build();
    await eventually(() => expect(projections.all).toMatchObject([{ table: 'person_v2_1', state: 'live' }]));
    await eventually(() => expect(asked).toHaveLength(2));
    expect(asked).toEqual([expect.objectContaining(GENTLY), expect.not.objectContaining(GENTLY)]);
    await identify(capture, 'customer 24', 'K-24');
    await eventually(async () => expect(await rows()).toBe(25));
  });

  it('lets go of what read for it once the live loop goes on with it', async () => {
    const projections = await build(people);
    await eventually(() => expect(projections.all).toMatchObject([{ build: 2, state: 'live' }]));
    // What was asked for leads to who asked.
    asked = [];
    await eventually(() => expect(reading.map(isLetGo)).toEqual([true, true]));
  });

  it('ends where another process has put a newer version in its place', async () => {
    jest.spyOn(yieldsTo, 'restAfter').mockReturnValueOnce(600_000);
    const ours = await build(people);
    await eventually(() => expect(asked).toHaveLength(1));
    expect(ours.all).toMatchObject([{ state: 'live' }, { state: 'building' }]);
    const theirs = await build();
    await eventually(() => expect(theirs.all).toMatchObject([{ table: 'person_v2_1', state: 'live' }]));
    await eventually(() => expect(ours.all).toMatchObject([{ build: 1, state: 'retired' }]));
  });
});
