import { setTimeout as rest } from 'node:timers/promises';
import { eventually } from '@ckm/backing-services';
import { CUSTOMERS, customerIn, identify } from './fixture/customers.js';
import { silent } from './fixture/installation.js';
import { capture, installation, openBeforeEach } from './fixture/two-services.js';
import { type Relay, startRelay } from './relay.js';

const MEIER = customerIn(2);
/** Another server that takes over lacks what was not sent to it, and the relay's own rows are as old. */
const LANE_OF_THEN = `UPDATE capture.lane SET position = 6, ends[3] = 6, last_sequences[3] = 6 WHERE topic = '${CUSTOMERS}'`;
const LOSE = `
  WITH events AS (DELETE FROM capture.events WHERE position > 6) DELETE FROM capture.block WHERE last_position > 6`;

let relay: Relay;
let told: string[];

const startOne = () =>
  startRelay({
    ...capture,
    service: 'capture',
    pool: capture.database.writer,
    owner: 'one',
    log: silent,
    onDivergence: partition => told.push(partition),
  });
const identifyMany = async (count: number) => {
  for (let nth = 0; nth < count; nth += 1) await identify(capture, MEIER, `Meier ${nth}`);
};
const onTopic = async () =>
  (
    await installation.sql<{ count: string }>('SELECT count(*) FROM transport.message WHERE topic = $1', [CUSTOMERS])
  )[0]!.count;
const published = (position: number) =>
  eventually(async () =>
    expect(await installation.sql('SELECT position FROM capture.lane WHERE topic = $1', [CUSTOMERS])).toEqual([
      { position: String(position) },
    ]),
  );
const cutConnections = () =>
  installation.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'ckm-capture%'");

openBeforeEach();
beforeEach(async () => {
  told = [];
  await identifyMany(12);
  relay = startOne();
  await published(12);
});
afterEach(() => relay.stop());

describe('a relay whose database is taken over by a server with less', () => {
  it('sends nothing of what it goes on with, though that is longer than what was sent, and says so', async () => {
    await installation.sql(LOSE);
    await installation.sql(LANE_OF_THEN);
    await cutConnections();
    await eventually(() => identifyMany(10));
    await eventually(() => expect(told).toContain(`${CUSTOMERS}/2`));
    await rest(1_500);
    expect(await onTopic()).toBe('12');
  });

  it('says so when nothing was appended since', async () => {
    await installation.sql(LOSE);
    await installation.sql(LANE_OF_THEN);
    await cutConnections();
    await eventually(() => expect(told).toContain(`${CUSTOMERS}/2`));
  });

  it('says so where no connection was cut, while nothing is appended', async () => {
    await installation.sql(LOSE);
    await installation.sql(LANE_OF_THEN);
    await eventually(() => expect(told).toContain(`${CUSTOMERS}/2`));
  });

  it('says so where it takes the lane of another process over', async () => {
    await relay.stop();
    await installation.sql(LOSE);
    await installation.sql("UPDATE capture.lane SET owner = 'another', expires_at = now() + interval '1 second'");
    relay = startOne();
    await eventually(() => identifyMany(10));
    await eventually(() => expect(told).toContain(`${CUSTOMERS}/2`));
    expect(await onTopic()).toBe('12');
  });

  it('sends from where its log stands, where only what was not sent is lost', async () => {
    await installation.sql('DELETE FROM transport.message WHERE topic = $1 AND "offset" > 5', [CUSTOMERS]);
    await installation.sql(LOSE);
    await installation.sql(LANE_OF_THEN);
    await cutConnections();
    await eventually(() => identifyMany(3));
    await eventually(async () => expect(await onTopic()).toBe('9'));
    expect(told).toEqual([]);
  });
});

it('a relay that only loses its connections goes on', async () => {
  await cutConnections();
  await eventually(() => identify(capture, MEIER, 'Meier 12'));
  await published(13);
  expect(told).toEqual([]);
  expect(await onTopic()).toBe('13');
});
