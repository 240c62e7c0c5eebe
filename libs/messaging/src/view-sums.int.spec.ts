import { PARTITIONS } from '@ckm/contracts';
import { reaction, upsert, view } from '@ckm/event-sourcing';
import { consumeByHand, standing } from './fixture/by-hand.js';
import { ITEMS, messagesOf, say, uuid } from './fixture/customers.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { openProjections, type Projection } from './projection.js';
import { reactionSlice, viewSlice } from './slice.js';
import { roadStatus } from './status.js';
import { partitionOf } from './transport/partition.js';
import { viewSums } from './view-sums.js';

const items = view({
  name: 'item',
  version: 1,
  columns: { item_id: 'uuid', said: 'text', told_at: 'timestamptz', taken_back: 'boolean' },
  key: ['item_id'],
  personal: ['said'],
  sum: { captured: 'told_at IS NOT NULL', withdrawn: 'taken_back' },
  on: {
    KnowledgeItemCaptured: ({ data, recordedAt }) =>
      upsert({ item_id: data.itemId }, { said: data.text, told_at: recordedAt }),
  },
});
/** Fails at every item of this name. */
const failing = (item: string) =>
  reaction('fail-when-captured', 'KnowledgeItemCaptured', ({ data }) => {
    if (data.externalId === item) throw new TypeError('the reaction has a fault');
    return Promise.resolve([]);
  });

describe('the sum of a view of items', () => {
  let projections: Projection[];

  const sums = async () =>
    viewSums('enrichment', {
      database: enrichment.database,
      projections,
      status: await roadStatus('enrichment', { ...enrichment, alarms: [] }),
    });
  /** Sends what the log holds, and delivers all but the last of them. */
  const capturedAndRead = async (names: string[], unread = 0, faulty = 'none'): Promise<void> => {
    for (const name of names) await say(capture, 'Frau Jäger', name);
    const messages = await messagesOf(capture, ITEMS);
    await capture.transport.publish(ITEMS, messages);
    const slices = [viewSlice('enrichment', projections[0]!), reactionSlice('enrichment', failing(faulty))];
    const { deliver } = await consumeByHand(enrichment, slices);
    const read = messages.slice(0, messages.length - unread);
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const here = read.filter(({ key }) => partitionOf(key!, PARTITIONS) === partition);
      if (here.length > 0) await deliver({ topic: ITEMS, partition, messages: standing(here) });
    }
  };

  openBeforeEach();
  beforeEach(async () => {
    projections = (await openProjections(enrichment.owner, 'enrichment', [items])).all;
  });

  it('tells how many are shown, and how many messages may bring more', async () => {
    await capturedAndRead(['A-1', 'A-2', 'A-3'], 1);
    expect(await sums()).toEqual([
      { view: 'enrichment.item', shown: 2, withdrawn: 0, erased: 0, parked: 0, behind: 1 },
    ]);
  });

  it('tells the withdrawn and the erased from the shown; an item that is both is erased', async () => {
    await capturedAndRead(['A-1', 'A-2', 'A-3', 'A-4']);
    const table = `enrichment.${projections[0]!.table}`;
    await installation.sql(`UPDATE ${table} SET taken_back = true WHERE item_id IN ($1, $2)`, [
      uuid('A-1'),
      uuid('A-2'),
    ]);
    await installation.sql(`UPDATE ${table} SET erased = true WHERE item_id = $1`, [uuid('A-2')]);
    expect(await sums()).toMatchObject([{ shown: 2, withdrawn: 1, erased: 1 }]);
  });

  it('counts no row whose capture has not come yet', async () => {
    await capturedAndRead(['A-1']);
    await installation.sql(`INSERT INTO enrichment.${projections[0]!.table} (tenant_id, item_id) VALUES ('acme', $1)`, [
      uuid('A-2'),
    ]);
    expect(await sums()).toMatchObject([{ shown: 1 }]);
  });

  it('counts an item that is parked for it, and none that is parked for somebody else', async () => {
    await capturedAndRead(['A-1', 'A-2'], 0, 'A-2');
    expect(await sums()).toMatchObject([{ shown: 1, parked: 1, behind: 0 }]);
    await installation.sql(`UPDATE enrichment.parked SET slices = '{told-when-captured}'`);
    expect(await sums()).toMatchObject([{ shown: 1, parked: 0 }]);
  });

  it('is that of the rows which readers see, when another process has switched to another version', async () => {
    await capturedAndRead(['A-1', 'A-2']);
    const raised = await openProjections(enrichment.owner, 'enrichment', [{ ...items, version: 2 }]);
    const [old, next] = [projections, raised.all];
    projections = next;
    await capturedAndRead(['A-3']);
    expect(await raised.goLive(next[0]!, new Map())).toBe(true);
    projections = old;
    expect(await sums()).toMatchObject([{ shown: 3 }]);
  });

  it('is not told when it takes longer to count than who asks will wait, and the view is', async () => {
    await installation.sql('BEGIN');
    await installation.sql(`LOCK TABLE enrichment.${projections[0]!.table} IN ACCESS EXCLUSIVE MODE`);
    expect(await sums()).toEqual([{ view: 'enrichment.item' }]);
    await installation.sql('ROLLBACK');
    expect(await sums()).toMatchObject([{ shown: 0 }]);
  });

  it('does not guess how many are under way while the transport does not tell', async () => {
    await capturedAndRead(['A-1']);
    const status = await roadStatus('enrichment', { ...enrichment, alarms: ['transport-unreachable'] });
    expect(await viewSums('enrichment', { database: enrichment.database, projections, status })).toMatchObject([
      { shown: 1, behind: null },
    ]);
  });
});
