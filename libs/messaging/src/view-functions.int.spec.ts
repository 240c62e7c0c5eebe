import type { View } from '@ckm/event-sourcing';
import { consumeByHand, standing } from './fixture/by-hand.js';
import { CUSTOMERS, customerIn, identify, messagesOf, people } from './fixture/customers.js';
import { capture, enrichment, openBeforeEach } from './fixture/two-services.js';
import { openProjections } from './projection.js';
import { viewSlice } from './slice.js';

const MEIER = customerIn(2);

openBeforeEach();

const open = (view: View) => openProjections(enrichment.owner, 'enrichment', [view]);

describe('the functions of a view', () => {
  const asking: View = {
    ...people,
    shown: "told <> 'M-0'",
    indexes: ['told', "USING gin (to_tsvector('simple', name))"],
    functions: [
      {
        name: 'people_named',
        takes: 'word tsquery',
        gives: 'told text',
        select: "SELECT told FROM person WHERE to_tsvector('simple', name) @@ word",
      },
    ],
  };
  const told = (tenantId: string) =>
    enrichment.database.tenantRead(tenantId, async client => {
      const { rows } = await client.query<{ told: string }>(`SELECT told FROM people_named('jäger')`);
      return rows.map(row => row.told);
    });
  const fill = async (...tenants: string[]) => {
    for (const [nth, tenant] of tenants.entries()) await identify(capture, MEIER, `M-${nth}`, tenant);
    const { all } = await open(asking);
    const hand = await consumeByHand(enrichment, [viewSlice('enrichment', all[0]!)]);
    await hand.deliver({ topic: CUSTOMERS, partition: 2, messages: standing(await messagesOf(capture)) });
  };

  it('see what the view shows to the tenant, and no more', async () => {
    await fill('acme', 'globex');
    expect([await told('acme'), await told('globex'), await told('initech')]).toEqual([[], ['M-1'], []]);
    expect((await enrichment.database.reader.query(`SELECT * FROM people_named('jäger')`)).rows).toEqual([]);
  });

  it('may be called by readers, and by nobody else', async () => {
    await fill('acme');
    const asked = enrichment.database.writer.query(`SELECT * FROM people_named('jäger')`);
    await expect(asked).rejects.toThrow('permission denied');
  });

  it('look into the build that is live', async () => {
    await fill('globex', 'acme');
    const raised = await open({ ...asking, version: 2 });
    expect(await told('acme')).toEqual(['M-1']);
    await raised.goLive(raised.all[0]!, new Map());
    expect(await told('acme')).toEqual([]);
  });

  it('are planned by settings of their own', async () => {
    const planned = {
      name: 'people_planned',
      takes: 'of text',
      gives: 'told text',
      select: `SELECT current_setting('enable_seqscan')`,
    };
    await open({ ...asking, functions: [{ ...planned, settings: ['enable_seqscan = off'] }] });
    const { rows } = await enrichment.database.reader.query(`SELECT * FROM people_planned('M-0')`);
    expect(rows).toEqual([{ told: 'off' }]);
  });

  it('let the owner read its table, who else could not', async () => {
    await fill('globex', 'acme');
    expect((await enrichment.owner.query('SELECT told FROM person_v1_1 ORDER BY told')).rows).toHaveLength(2);
    await expect(enrichment.owner.query(`UPDATE person_v1_1 SET told = 'x'`)).resolves.toMatchObject({ rowCount: 0 });
  });
});
