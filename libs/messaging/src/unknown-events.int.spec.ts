import { eventually } from '@ckm/backing-services';
import { optionsOf } from './fixture/by-hand.js';
import { CUSTOMERS, customerIn, identify, tell, told } from './fixture/customers.js';
import { silent, type TestService } from './fixture/installation.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { VerifiedViews } from './fixture/verified-views.js';
import { startConsumer } from './consumer.js';
import { startRelay } from './relay.js';
import { republish } from './republish.js';
import { reactionSlice } from './slice.js';

const [MEIER, WANG] = [customerIn(2), customerIn(2, 1)];

openBeforeEach();

/** As newer code wrote it, before this one took its place again. */
const writeUnknown = async (process: TestService) => {
  await identify(process, WANG, 'of newer code');
  await installation.sql(
    `UPDATE ${process.name}.events SET type = 'CustomerGreeted' WHERE position = (SELECT max(position) FROM ${process.name}.events)`,
  );
};
const relay = () =>
  startRelay({ ...capture, service: 'capture', pool: capture.database.writer, owner: 'one', log: silent });
const published = async () =>
  (await installation.sql('SELECT FROM transport.message WHERE topic = $1', [CUSTOMERS])).length;

describe('an event that this code does not know', () => {
  it('is passed over by whoever publishes the log, and publishes it again', async () => {
    await identify(capture, MEIER, 'M-1');
    await writeUnknown(capture);
    const running = relay();
    try {
      const lane = () => installation.sql('SELECT position::int FROM capture.lane WHERE topic = $1', [CUSTOMERS]);
      await eventually(async () => expect(await lane()).toEqual([{ position: 2 }]));
      expect(await published()).toBe(1);
      await identify(capture, MEIER, 'M-3');
      await eventually(async () => expect(await lane()).toEqual([{ position: 3 }]));
      await republish(capture.database.writer, capture.store, { topics: [CUSTOMERS], from: 3n });
      await eventually(async () => expect(await published()).toBe(3));
    } finally {
      await running.stop();
    }
  });

  it('is passed over by whoever reads it in the own log, and nothing is parked', async () => {
    const read = () => startConsumer(optionsOf(capture, [{ ...reactionSlice('capture', tell()), topics: ['log'] }]));
    const next = () => installation.sql('SELECT next_offset::int AS next FROM capture.checkpoint');
    await identify(capture, MEIER, 'M-1');
    const before = await read();
    await eventually(async () => expect(await told(capture)).toEqual(['M-1']));
    await before.stop();
    // Behind what was told, and parked, in the same log.
    await installation.sql(
      `INSERT INTO capture.parked (slices, topic, partition, "offset", key, headers, value, cause)
       VALUES ('{another}', 'log', 0, 0, '', '{}', '', 'broken')`,
    );
    await writeUnknown(capture);
    const after = await read();
    try {
      await eventually(async () => expect(await next()).toEqual([{ next: 3 }]));
      await identify(capture, MEIER, 'M-4');
      await eventually(async () => expect(await told(capture)).toEqual(['M-1', 'M-4']));
      expect(await installation.sql('SELECT cause FROM capture.parked')).toEqual([{ cause: 'broken' }]);
    } finally {
      await after.stop();
    }
  });

  it('is passed over when views are compared with their events', async () => {
    const views = await VerifiedViews.start(capture, enrichment);
    try {
      await identify(capture, MEIER, 'M-1');
      await views.told(1);
      await writeUnknown(enrichment);
      await views.told(1);
      expect(await views.broken()).toEqual({});
    } finally {
      await views.stop();
    }
  });
});
