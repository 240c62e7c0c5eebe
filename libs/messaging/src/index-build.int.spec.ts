import { eventually } from '@ckm/backing-services';
import type { ClientBase } from 'pg';
import { consumeByHand, standing } from './fixture/by-hand.js';
import { CUSTOMERS, customerIn, identify, messagesOf, people } from './fixture/customers.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { openProjections, type Projection, type Projections } from './projection.js';
import { viewSlice } from './slice.js';

const TABLE = 'enrichment.person_v1_2';
const NEVER = new AbortController().signal;

let projections: Projections;
let filling: Projection;

openBeforeEach();
beforeEach(async () => {
  projections = await openProjections(enrichment.owner, 'enrichment', [people]);
  filling = await projections.rebuild('person');
});

const indexes = async (table = TABLE) => {
  const rows = await installation.sql<{ name: string; valid: boolean }>(
    `SELECT indexrelid::regclass::text AS name, indisvalid AS valid FROM pg_index WHERE indrelid = $1::regclass ORDER BY 1`,
    [table],
  );
  return rows.map(({ name, valid }) => `${name.replace('enrichment.', '')}${valid ? '' : ' broken'}`);
};
const made = (build: number) => ['key_ids_idx', 'pkey', 'tenant_id_told_idx'].map(name => `person_v1_${build}_${name}`);
/** While somebody has written to the table and has not committed, no index of it is ready. */
const whileWriting = <T>(work: (writer: ClientBase) => Promise<T>): Promise<T> =>
  enrichment.database.transaction(async writer => {
    await writer.query(`DELETE FROM person_v1_2`);
    return work(writer);
  });
const isWaiting = () =>
  eventually(async () =>
    expect(
      await installation.sql(
        `SELECT FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX%' AND state = 'active' AND wait_event_type = 'Lock'`,
      ),
    ).toHaveLength(1),
  );

describe('the indexes of a view', () => {
  it('are there from the start where it never stood before, and of a build once it is filled', async () => {
    expect(await indexes('enrichment.person_v1_1')).toEqual(made(1));
    expect(await indexes()).toEqual(['person_v1_2_pkey']);
    expect(await projections.index(filling, NEVER)).toBe(true);
    expect(await indexes()).toEqual(made(2));
    expect(await projections.index(filling, NEVER)).toBe(true);
    expect(await indexes()).toEqual(made(2));
  });

  it('are made while the build goes on reading', async () => {
    const making = await whileWriting(async () => {
      const index = projections.index(filling, NEVER);
      await isWaiting();
      await identify(capture, customerIn(2), 'M-1');
      const hand = await consumeByHand(enrichment, [viewSlice('enrichment', filling)]);
      await hand.deliver({ topic: CUSTOMERS, partition: 2, messages: standing(await messagesOf(capture)) });
      expect(await indexes()).toContain('person_v1_2_tenant_id_told_idx broken');
      return { index };
    });
    expect(await making.index).toBe(true);
    expect(await installation.sql(`SELECT told FROM ${TABLE}`)).toEqual([{ told: 'M-1' }]);
    expect(await indexes()).toEqual(made(2));
  });

  it('are made by one process while the others do not wait', async () => {
    const other = await openProjections((await installation.open('enrichment')).owner, 'enrichment', [people]);
    const making = await whileWriting(async () => {
      const index = projections.index(filling, NEVER);
      await isWaiting();
      expect(await other.index(filling, NEVER)).toBe(false);
      return { index };
    });
    expect(await making.index).toBe(true);
    expect(await other.index(filling, NEVER)).toBe(true);
    expect(await indexes()).toEqual(made(2));
  });

  it('are not begun where it is stopped meanwhile, and nobody waits for them', async () => {
    const stopping = new AbortController();
    const index = projections.index(filling, stopping.signal);
    stopping.abort();
    await expect(index).rejects.toThrow('aborted');
    expect(await indexes()).toEqual(['person_v1_2_pkey']);
  });

  it('that were broken off are made anew, and nobody goes on making them', async () => {
    const stopping = new AbortController();
    await whileWriting(async () => {
      const index = projections.index(filling, stopping.signal);
      await isWaiting();
      stopping.abort();
      await expect(index).rejects.toThrow('terminated');
      await eventually(async () =>
        expect(
          await installation.sql(`SELECT FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX%' AND state = 'active'`),
        ).toEqual([]),
      );
    });
    expect(await indexes()).toContain('person_v1_2_tenant_id_told_idx broken');
    expect(await projections.index(filling, NEVER)).toBe(true);
    expect(await indexes()).toEqual(made(2));
  });
});
