import { eventually } from '@ckm/backing-services';
import { optionsOf } from './fixture/by-hand.js';
import { CUSTOMERS, customerIn, identify, messagesOf, tell, told } from './fixture/customers.js';
import { silent } from './fixture/installation.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { type Consumer, startConsumer } from './consumer.js';
import { type Relay, startRelay } from './relay.js';
import { republish } from './republish.js';
import { reactionSlice } from './slice.js';
import { placeOf } from './wire.js';

const [MEIER, WANG] = [customerIn(2), customerIn(4)];
const ALL = ['M-1', 'M-3', 'M-4'];

let relay: Relay;
let consumer: Consumer;

openBeforeEach();
beforeEach(async () => {
  await identify(capture, MEIER, 'M-1');
  await identify(capture, WANG, 'W-2');
  for (const what of ['M-3', 'M-4']) await identify(capture, MEIER, what);
  relay = startRelay({ ...capture, service: 'capture', pool: capture.database.writer, owner: 'one', log: silent });
  consumer = await startConsumer(optionsOf(enrichment, [reactionSlice('enrichment', tell())]));
  // A lane that has yet to note what it published is not set back: it stands before that.
  await noted(4);
});
afterEach(() => Promise.all([relay.stop(), consumer.stop()]));

const again = (from: bigint) => republish(capture.database.writer, capture.store, { topics: [CUSTOMERS], from });
/** `partition: previous→sequence` of what stands on the topic. */
const places = async () => {
  const rows = await installation.sql<{ partition: number; headers: Record<string, string>; key: Buffer }>(
    'SELECT partition, headers, key FROM transport.message WHERE topic = $1 ORDER BY partition, "offset"',
    [CUSTOMERS],
  );
  return rows.map(({ partition, headers, key }) => {
    const bytes = Object.entries(headers).map(([name, value]) => [name, Buffer.from(value, 'latin1')] as const);
    const { previous, sequence } = placeOf({ key, value: key, headers: Object.fromEntries(bytes) });
    return `${partition}: ${previous}→${sequence}`;
  });
};
const sent = (count: number) => eventually(async () => expect(await places()).toHaveLength(count));
const noted = (position: number) =>
  eventually(async () =>
    expect(await installation.sql('SELECT position::int FROM capture.lane WHERE topic = $1', [CUSTOMERS])).toEqual([
      { position },
    ]),
  );
const applied = () => eventually(async () => expect(await told(enrichment, MEIER)).toEqual(ALL));

describe('what is published again', () => {
  it('stands behind what was there, in its old place, and is handled once', async () => {
    await again(1n);
    await sent(8);
    expect(await places()).toEqual([
      ...['2: 0→1', '2: 1→3', '2: 3→4', '2: 0→1', '2: 1→3', '2: 3→4'],
      ...['4: 0→2', '4: 0→2'],
    ]);
    await identify(capture, WANG, 'W-5');
    await eventually(async () => expect(await told(enrichment, WANG)).toEqual(['W-2', 'W-5']));
    await applied();
  });

  it('begins where it is to, and still names what stands before it', async () => {
    await again(4n);
    await sent(5);
    expect((await places()).slice(0, 4)).toEqual(['2: 0→1', '2: 1→3', '2: 3→4', '2: 3→4']);
  });

  it('is nothing behind the end of the log', async () => {
    await again(100n);
    for (const [what, count] of [
      ['M-5', 5],
      ['M-6', 6],
    ] as const) {
      await identify(capture, MEIER, what);
      await sent(count);
    }
    expect(await places()).toContain('2: 5→6');
  });

  it('fills what a reader lacks', async () => {
    await consumer.stop();
    await installation.sql('TRUNCATE enrichment.checkpoint, enrichment.events, enrichment.block');
    await installation.sql('DELETE FROM transport.message WHERE partition = 2 AND "offset" = 1');
    consumer = await startConsumer(optionsOf(enrichment, [reactionSlice('enrichment', tell())]));
    await eventually(() => expect(consumer.alarms()).toEqual([`topic-gap ${CUSTOMERS}/2`]));
    expect(await told(enrichment, MEIER)).toEqual(['M-1']);
    await again(1n);
    await applied();
    await eventually(() => expect(consumer.alarms()).toEqual([]));
    expect(await messagesOf(capture)).toHaveLength(4);
  });
});
