import { eventually } from '@ckm/backing-services';
import { contractOf, EVENT_NAMES, PARTITIONS } from '@ckm/contracts';
import { command, interleavings, reaction, type View } from '@ckm/event-sourcing';
import { consumeByHand, standing } from './fixture/by-hand.js';
import { customerIn, eraseAs, identify, messagesOf, people, say, sayings, TEXT, uuid } from './fixture/customers.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { quote } from './fixture/quote.js';
import { erasureSlice } from './erasure.js';
import { openProjections, type Projection } from './projection.js';
import { reactionSlice, type Slice, viewSlice } from './slice.js';
import { partitionOf } from './transport/partition.js';
import type { Batch } from './transport/transport.js';

const [MEIER, WANG] = [customerIn(2), customerIn(2, 1)];
const erasing = erasureSlice('enrichment');

openBeforeEach();

const open = async (...views: View[]): Promise<Projection[]> =>
  (await openProjections(enrichment.owner, 'enrichment', views)).all;
const slicesOf = (projections: Projection[]): Slice[] => projections.map(one => viewSlice('enrichment', one));

type Delivery = Pick<Batch, 'topic' | 'partition' | 'messages'>;

/** Every message of capture, one by one, in a list for each partition. */
async function partitions(): Promise<Delivery[][]> {
  const found: Delivery[][] = [];
  for (const topic of new Set(EVENT_NAMES.map(name => contractOf(name).topic)))
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const messages = await messagesOf(capture, topic);
      const here = standing(messages.filter(({ key }) => partitionOf(key!, PARTITIONS) === partition));
      if (here.length > 0) found.push(here.map(message => ({ topic, partition, messages: [message] })));
    }
  return found;
}
/** Delivers what these slices read and have not read yet. */
async function deliverTo(slices: Slice[]): Promise<void> {
  const { deliver } = await consumeByHand(enrichment, slices);
  const read = (await partitions()).flat().filter(({ topic }) => slices.some(slice => slice.topics.includes(topic)));
  for (const delivery of read) await deliver(delivery);
}
/** Enrichment opens everything there is: it remembers the keys. */
const remember = async () => enrichment.privacy.open(await capture.store.readLog(0n, 1_000));
const rowsIn = (table: string) => installation.sql(`SELECT * FROM enrichment.${table} ORDER BY 1, 2`);
const said = async (table = 'saying_v1_1') => (await rowsIn(table)).map(row => [row.item_id, row.said, row.erased]);
const erasures = () =>
  installation.sql('SELECT erasure_id, tenant_id, customer_id, key_ids, rows, builds FROM enrichment.erasure');

describe('an erasure', () => {
  it('empties the person’s rows in every build there is, and nobody else’s, and notes how many', async () => {
    await say(capture, MEIER, 'a review');
    await say(capture, MEIER, 'another review');
    await say(capture, WANG, 'a letter');
    await say(capture, MEIER, 'a review elsewhere', 'globex');
    const live = await open(sayings, people);
    const building = await open({ ...sayings, version: 2 });
    const slices = [...slicesOf([...live, ...building]), erasing];
    await deliverTo(slices);
    await installation.sql(`UPDATE enrichment.projection SET state = 'retired' WHERE name = 'person'`);

    const [{ key_id: keyId }] = (await installation.sql<{ key_id: string }>(
      `DELETE FROM vault.subject_key WHERE subject = $1 AND tenant_id = 'acme' RETURNING key_id`,
      [uuid(MEIER)],
    )) as [{ key_id: string }];
    await eraseAs(capture, MEIER, [keyId]);
    await deliverTo(slices);
    const expected = [
      [uuid('a review'), null, true],
      [uuid('another review'), null, true],
      [uuid('a letter'), TEXT, false],
      [uuid('a review elsewhere'), TEXT, false],
    ].sort();
    for (const table of ['saying_v1_1', 'saying_v2_1']) expect((await said(table)).sort()).toEqual(expected);
    expect((await rowsIn('person_v1_1')).map(row => [row.tenant_id, row.said])).toEqual(
      expect.arrayContaining([
        ['acme', null],
        ['acme', TEXT],
        ['globex', TEXT],
      ]),
    );
    expect(await erasures()).toEqual([
      {
        erasure_id: uuid(`the erasure of ${MEIER}`),
        tenant_id: 'acme',
        customer_id: uuid(MEIER),
        key_ids: [keyId],
        rows: { saying: 2 },
        builds: ['person_v1_1', 'saying_v1_1', 'saying_v2_1'],
      },
    ]);
  });

  it('finds its rows by index, as the writer too', async () => {
    const table = (await open(sayings))[0]!.table;
    await installation.sql(
      `INSERT INTO enrichment.${table} (tenant_id, item_id, key_ids)
       SELECT 'acme', gen_random_uuid(), ARRAY[gen_random_uuid()] FROM generate_series(1, 5000)`,
    );
    await installation.sql(`ANALYZE enrichment.${table}`);
    const { rows } = await enrichment.database.writer.query<Record<string, string>>(
      `EXPLAIN UPDATE ${table} SET said = NULL WHERE tenant_id = 'acme' AND key_ids && $1::uuid[]`,
      [[uuid('a key')]],
    );
    const plan = rows.map(row => row['QUERY PLAN']).join('\n');
    expect(plan).toContain(`Bitmap Index Scan on ${table}_key_ids_idx`);
  });

  it('leaves words in the files of a view until that is built anew; a vacuum does not take them away', async () => {
    const reviews = Array.from({ length: 12 }, (_, nth) => `review ${nth}`);
    for (const review of reviews) await say(capture, MEIER, review);
    const erased = reviews.map(review => [uuid(review), null, true]).sort();
    const projections = await openProjections(enrichment.owner, 'enrichment', [sayings]);
    await deliverTo([...slicesOf(projections.all), erasing]);
    await eraseAs(capture, MEIER, [await installation.loseKey(uuid(MEIER))]);
    installation.passTime();
    await deliverTo([...slicesOf(projections.all), erasing]);
    expect(await said()).toEqual(erased);
    await installation.sql('VACUUM enrichment.saying_v1_1');
    expect(await installation.filesWith(TEXT)).toEqual(['saying_v1_1']);

    const build = await projections.rebuild('saying');
    await deliverTo(slicesOf([build]));
    expect(await projections.goLive(build, new Map())).toBe(true);
    expect(await said('saying_v1_2')).toEqual(erased);
    expect(await installation.filesWith(TEXT)).toEqual([]);
  });

  it('leaves no word in the planner’s statistics', async () => {
    for (const nth of [1, 2, 3]) await say(capture, MEIER, `review ${nth}`);
    await deliverTo(slicesOf(await open(sayings)));
    await installation.sql('ANALYZE enrichment.saying_v1_1');
    const known = await installation.sql<{ attname: string }>(
      `SELECT attname FROM pg_stats WHERE tablename = 'saying_v1_1'`,
    );
    expect(known.map(({ attname }) => attname)).toContain('source');
    expect(known.map(({ attname }) => attname)).not.toContain('said');
  });
});

describe('a batch whose words were opened before an erasure', () => {
  it('writes none of them behind it', async () => {
    await say(capture, MEIER, 'a review');
    await say(capture, WANG, 'a letter');
    await remember();
    await eraseAs(capture, MEIER, [await installation.loseKey(uuid(MEIER))]);
    const [view] = slicesOf(await open(sayings));
    const [erasure] = (await partitions()).flat().filter(({ topic }) => topic === contractOf('SubjectErased').topic);
    let opened: unknown[] = [];
    const slow: Slice = {
      ...view!,
      effectsOf: async (incoming, now) => {
        // While it thinks, another process of the service erases.
        if (opened.length === 0) await other.deliver(erasure!);
        opened = [...opened, (incoming.event!.data as { text: unknown }).text];
        return view!.effectsOf(incoming, now);
      },
    };
    const other = await consumeByHand(enrichment, [erasing]);
    await deliverTo([slow]);
    expect(opened[0]).toBe(TEXT);
    expect((await said()).sort()).toEqual(
      [
        [uuid('a letter'), TEXT, false],
        [uuid('a review'), null, true],
      ].sort(),
    );
  });

  it('is finished first where it is being written already, and is emptied then', async () => {
    await say(capture, MEIER, 'a review');
    const slices = [...slicesOf(await open(sayings)), erasing];
    await deliverTo(slices);
    const keyId = await installation.loseKey(uuid(MEIER));
    await eraseAs(capture, MEIER, [keyId]);
    const writer = await enrichment.database.writer.connect();
    await writer.query('BEGIN');
    await writer.query(`SELECT pg_advisory_xact_lock_shared(hashtext('erasure'), hashtext(current_schema()))`);
    await writer.query(
      `INSERT INTO saying_v1_1 (tenant_id, item_id, said, key_ids) VALUES ('acme', $1, $2, ARRAY[$3::uuid])`,
      [uuid('a late review'), TEXT, keyId],
    );
    const erased = deliverTo(slices);
    const waits = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
    await eventually(async () => expect(await installation.sql(waits)).toHaveLength(1));
    await writer.query('COMMIT');
    writer.release();
    await erased;
    expect((await said()).map(([, words]) => words)).toEqual([null, null]);
  });
});

describe('what a reaction makes of words', () => {
  const quoting = reactionSlice(
    'enrichment',
    reaction('quote-when-captured', 'KnowledgeItemCaptured', ({ data }) => [
      command(quote, data.itemId, { itemId: data.itemId, customerId: data.customerId, text: data.text }),
    ]),
  );
  const quotes = async () =>
    (await enrichment.privacy.open(await enrichment.store.readLog(0n, 10))).map(({ data, keyIds }) => [
      (data as { signals: { text: string | null }[] }).signals[0]!.text,
      keyIds,
    ]);

  it('is kept under the key that they were opened with', async () => {
    await say(capture, MEIER, 'a review');
    await deliverTo([quoting]);
    expect(await quotes()).toEqual([[TEXT, [await installation.loseKey(uuid(MEIER))]]]);
  });

  it('is not kept under the key of the person’s return', async () => {
    await say(capture, MEIER, 'a review');
    await remember();
    const slow: Slice = {
      ...quoting,
      effectsOf: async (incoming, now) => {
        const effects = await quoting.effectsOf(incoming, now);
        await installation.loseKey(uuid(MEIER));
        installation.passTime();
        await identify(capture, MEIER, 'M-2');
        return effects;
      },
    };
    await deliverTo([slow]);
    expect(await quotes()).toEqual([[null, []]]);
  });
});

describe('every order of what a person said, an erasure and the person’s return', () => {
  it('and every rebuild ends in the same rows, whether keys are still remembered or not', async () => {
    await identify(capture, MEIER, 'M-1');
    await say(capture, MEIER, 'a review');
    await remember();
    const keyId = await installation.loseKey(uuid(MEIER));
    const later = await installation.open('capture');
    await identify(later, MEIER, 'M-2');
    await say(later, MEIER, 'a review after the return');
    await eraseAs(later, MEIER, [keyId]);
    await open(sayings, people);

    const orders = interleavings(await partitions());
    expect(orders).toHaveLength(30);
    const rowsAfter = async (order: Delivery[]) => {
      await installation.sql(
        `TRUNCATE ${['saying_v1_1', 'person_v1_1', 'checkpoint', 'erased_key', 'erasure'].map(name => `enrichment.${name}`).join()}`,
      );
      const { deliver } = await consumeByHand(enrichment, [...slicesOf(await open(sayings, people)), erasing]);
      for (const delivery of order) await deliver(delivery);
      return [await rowsIn('saying_v1_1'), await rowsIn('person_v1_1')];
    };
    const expected = await rowsAfter(orders[0]!);
    expect((await said()).sort()).toEqual(
      [
        [uuid('a review'), null, true],
        [uuid('a review after the return'), TEXT, false],
      ].sort(),
    );
    expect(expected[1]).toMatchObject([{ name: null, said: null, told: null, erased: true }]);
    for (const order of orders) expect(await rowsAfter(order)).toEqual(expected);
    installation.passTime();
    for (const order of orders) expect(await rowsAfter(order)).toEqual(expected);
    expect(await installation.sql('SELECT cause FROM enrichment.parked')).toEqual([]);

    const rebuilt = await open({ ...sayings, version: 2 });
    await deliverTo(slicesOf(rebuilt));
    expect(await rowsIn('saying_v2_1')).toEqual(expected[0]);
  });
});
