import { eventually } from '@ckm/backing-services';
import { openPrivacy, openVault } from '@ckm/privacy';
import { Pool } from 'pg';
import { startBuild } from './build.js';
import { CUSTOMERS, customerIn, eraseAs, identify, people, say, uuid } from './fixture/customers.js';
import { keepOn } from './fixture/installation.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { PEOPLE, TELLINGS, VerifiedViews } from './fixture/verified-views.js';
import { park as parkIn } from './parking.js';
import type { Prepared } from './prepare.js';
import { kafkaTransport } from './transport/kafka-transport.js';
import { sleep } from './transport/sleep.js';
import type { Transport } from './transport/transport.js';
import type { ViewsOptions } from './verify-views.js';

const MEIER = customerIn(2);
const customers = Array.from({ length: 12 }, (_, nth) => `customer ${nth}`);

let views: VerifiedViews;

openBeforeEach();
beforeEach(async () => (views = await VerifiedViews.start(capture, enrichment)));
afterEach(() => views.stop());

const sql = (text: string) => installation.sql(text.replaceAll('person', 'enrichment.person_v1_1'));
const roadThat = (consume: Transport['consume']): Partial<ViewsOptions> => {
  const { transport } = enrichment;
  return { transport: { ...transport, bounds: topic => transport.bounds(topic), consume } };
};
/** Something happens when the road is read for the first time. */
const whenRead = (act: () => Promise<unknown>): Partial<ViewsOptions> => {
  let times = 0;
  return roadThat(async options => {
    times += 1;
    if (times === 1) await act();
    return enrichment.transport.consume(options);
  });
};
const fill = async (count: number): Promise<void> => {
  for (let nth = 0; nth < count; nth += 1) await identify(capture, customers[nth % 12]!, `K-${nth}`);
  for (const customer of customers) await say(capture, customer, `a review of ${customer}`);
  await views.told(count);
};

it('are what their events come to, at every moment while everything goes on', async () => {
  await fill(24);
  const arriving = keepOn(async nth => {
    await identify(capture, customers[nth % 12]!, `live ${nth}`);
    await say(capture, `newcomer ${nth}`, `item ${nth}`);
  });
  try {
    for (let n = 0; n < 5; n += 1)
      expect(await views.verify()).toMatchObject([
        { name: PEOPLE, holds: true },
        { name: TELLINGS, holds: true },
      ]);
  } finally {
    await arriving.stop();
  }
  await views.told(24 + arriving.count());
  expect(await views.broken()).toEqual({});
});

describe('a row', () => {
  const place = { tenantId: 'acme', streamId: uuid(MEIER) };
  const key = `customer_id = '${uuid(MEIER)}'`;
  beforeEach(async () => {
    await fill(24);
    await identify(capture, MEIER, 'M-1');
    await views.told(25);
  });

  it.each([
    ['a column of it was changed', `UPDATE person SET told = 'K-99' WHERE ${key}`, 'other than they should be: told'],
    ['its words were changed', `UPDATE person SET name = 'Wang' WHERE ${key}`, 'other than they should be: name'],
    [
      'several of its columns were lost',
      `UPDATE person SET said = NULL, item_id = NULL WHERE ${key}`,
      'other than they should be: said, item_id',
    ],
    [
      'nobody knows any more whom it is about',
      `UPDATE person SET key_ids = '{}' WHERE ${key}`,
      'other than they should be: key_ids',
    ],
    ['it was deleted', `DELETE FROM person WHERE ${key}`, 'the row is missing'],
  ])('is named when %s', async (_, damage, detail) => {
    if (detail.includes('said')) await say(capture, MEIER, 'a review of mine');
    await views.told(25);
    await sql(damage);
    expect(await views.broken()).toEqual({ [PEOPLE]: [{ ...place, detail }] });
  });

  it('is named when nobody ever told of it', async () => {
    await sql(`INSERT INTO person (tenant_id, customer_id, name) VALUES ('globex', '${uuid('nobody')}', 'Wang')`);
    const row = { tenantId: 'globex', streamId: uuid('nobody'), detail: 'the row should not be there' };
    expect(await views.broken()).toEqual({ [PEOPLE]: [row] });
  });

  it('is named by its key when that is no stream', async () => {
    const [{ position }] = (await installation.sql(
      `UPDATE enrichment.telling_v1_1 SET name = 'other' WHERE name = 'M-1' RETURNING position`,
    )) as [{ position: string }];
    const detail = `position ${position}: other than they should be: name`;
    expect(await views.broken()).toEqual({ [TELLINGS]: [{ tenantId: 'acme', detail }] });
  });
});

it('names twenty rows, tells how many there are, and quotes nothing', async () => {
  await fill(30);
  await installation.sql(`UPDATE enrichment.telling_v1_1 SET name = 'Frau Jäger'`);
  const { [TELLINGS]: broken } = await views.broken();
  expect(broken).toHaveLength(21);
  expect(broken!.at(-1)).toEqual({ detail: 'and 10 more rows' });
  expect(JSON.stringify(broken)).not.toMatch(/Jäger|K-/);
});

describe('a message', () => {
  const MESSAGE = `SELECT * FROM transport.message WHERE topic = '${CUSTOMERS}' AND partition = 2 AND "offset" = 0`;
  const park = async (): Promise<void> => {
    const received = await capture.transport.last(CUSTOMERS, 2);
    const put = { message: { received } as Prepared, slices: ['person_v1_1'], cause: new Error('a fault') };
    await enrichment.database.transaction(client => parkIn(client, { topic: CUSTOMERS, partition: 2 }, put));
  };
  beforeEach(async () => {
    await identify(capture, MEIER, 'M-1');
    await views.told(1);
    expect(await installation.sql(MESSAGE)).toHaveLength(1);
  });

  it('that is parked is in no row yet, and hides nothing else', async () => {
    await sql('DELETE FROM person');
    await park();
    expect(await views.broken()).toEqual({});
    await identify(capture, customerIn(3), 'W-1');
    await views.told(2);
    await sql(`UPDATE person SET told = 'other'`);
    expect(await views.broken()).toMatchObject({ [PEOPLE]: [{ streamId: uuid(customerIn(3)) }] });
  });

  it('that was applied cannot be parked as well', async () => {
    await park();
    expect(await views.broken()).toMatchObject({ [PEOPLE]: [{ detail: 'the row should not be there' }] });
  });

  it('that cannot be folded is named', async () => {
    await installation.sql(`UPDATE transport.message SET value = 'broken' WHERE topic = '${CUSTOMERS}'`);
    expect(await views.broken()).toMatchObject({
      [PEOPLE]: [
        {
          ...{ tenantId: 'acme', streamId: uuid(MEIER), position: 1 },
          detail: expect.stringMatching(`^not compared: the message at ${CUSTOMERS}/2 0 cannot be folded: `) as string,
        },
      ],
    });
  });

  it('that is gone from its topic leaves the view without anything to compare it with', async () => {
    await identify(capture, MEIER, 'M-2');
    await views.told(2);
    await installation.sql(`DELETE FROM transport.message WHERE topic = '${CUSTOMERS}' AND "offset" = 1`);
    const detail = `not compared: it was made of ${CUSTOMERS}/2 up to 2; from here on that is gone`;
    expect(await views.broken()).toEqual({ [PEOPLE]: [{ position: 2, detail }] });
  });
});

describe('a person who is forgotten', () => {
  beforeEach(async () => {
    await fill(12);
    await identify(capture, MEIER, 'M-1');
    await say(capture, MEIER, 'a review');
    await views.told(13);
  });

  it('is waited for while it has not come to the rows', async () => {
    const keyId = await installation.loseKey(uuid(MEIER));
    installation.passTime();
    expect(await views.broken(whenRead(() => eraseAs(capture, MEIER, [keyId])))).toEqual({});
    expect(await sql(`SELECT FROM person WHERE erased`)).toHaveLength(1);
  });

  it('is named when nobody forgets the rows', async () => {
    await installation.forget(uuid(MEIER));
    const detail = 'other than they should be: name, told, said, erased';
    expect(await views.broken({ forgettingMs: 1_500 })).toEqual({
      [PEOPLE]: [{ tenantId: 'acme', streamId: uuid(MEIER), detail }],
    });
  });
});

describe('a comparison', () => {
  beforeEach(() => fill(12));
  const unchecked = (why: RegExp) =>
    [PEOPLE, TELLINGS].map(name => ({
      ...{ name, holds: null, checked: 0 },
      broken: [{ detail: expect.stringMatching(why) as string }],
    }));

  it('that takes too long says that it was not made, and breaks no promise', async () => {
    const silence = roadThat(() => Promise.resolve({ stop: () => Promise.resolve() }));
    const detail = 'not compared: not within 0.5 s';
    expect(await views.verify({ ...silence, patienceMs: 500 })).toEqual([
      { name: PEOPLE, holds: null, checked: 0, broken: [{ detail }] },
      { name: TELLINGS, holds: null, checked: 0, broken: [{ detail }] },
    ]);
    expect(await views.broken()).toEqual({});
  });

  it('that had taken too long before it began is not made', async () => {
    const { database } = enrichment;
    const dedicated: typeof database.dedicated = work =>
      database.dedicated(client => sleep(50).then(() => work(client)));
    expect(await views.broken({ database: { ...database, dedicated }, patienceMs: 1 })).toEqual({
      [PEOPLE]: [{ detail: 'not compared: not within 0.001 s' }],
      [TELLINGS]: [{ detail: 'not compared: not within 0.001 s' }],
    });
  });

  it('that finds the file of a view gone names that view, and compares the others', async () => {
    await installation.sql(`UPDATE enrichment.telling_v1_1 SET name = 'other'`);
    await installation.sql('CHECKPOINT');
    const [{ file }] = (await sql(`SELECT pg_relation_filepath('person') AS file`)) as [{ file: string }];
    const move = (from: string, to: string) =>
      installation.sql(`COPY (SELECT WHERE false) TO PROGRAM 'mv ${from} ${to}'`);
    await move(file, `${file}.away`);
    const broken = await views.broken();
    await move(`${file}.away`, file);
    const detail = `not compared: SQLSTATE 58P01: could not open file "${file}": No such file or directory`;
    expect(broken).toMatchObject({ [PEOPLE]: [{ detail }], [TELLINGS]: { length: 12 } });
    expect(await views.verify()).toMatchObject([{ holds: true }, { holds: false }]);
  });

  it('that is killed leaves nothing behind, and nobody waiting', async () => {
    const kill = () =>
      installation.sql(
        `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = (hashtext('verify')::bigint & 4294967295)`,
      );
    expect(await views.verify(whenRead(kill))).toEqual(unchecked(/^not compared: /));
    expect(await installation.sql(`SELECT relname FROM pg_class WHERE relname LIKE 'fold\\_of\\_%'`)).toEqual([]);
    expect(await views.broken()).toEqual({});
  });

  it('that hears nothing of the transport breaks no promise', async () => {
    const transport = kafkaTransport({ brokers: ['127.0.0.1:1'], clientId: 'views' });
    expect(await views.verify({ transport })).toEqual(unchecked(/^not compared: .*ECONNREFUSED/));
    await transport.close();
    // As Node says it of a name with several addresses: without a message.
    const silence = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
    const silent = roadThat(() => Promise.reject(silence));
    expect(await views.verify(silent)).toEqual(unchecked(/^not compared: ECONNREFUSED$/));
  });

  it('that hears nothing of the vault breaks no promise', async () => {
    const pool = new Pool({ host: '127.0.0.1', port: 1 });
    const privacy = openPrivacy(openVault({ pool, masterKey: Buffer.alloc(32, 7), makesKeys: false }));
    expect(await views.verify({ privacy })).toEqual(unchecked(/^not compared: .*ECONNREFUSED/));
    await pool.end();
  });

  it('is made beside another one', async () => {
    expect(await Promise.all([views.broken(), views.broken(), views.broken()])).toEqual([{}, {}, {}]);
  });

  it('is made while a build is under way, also of another version', async () => {
    await views.projections.rebuild('person');
    expect(await views.broken()).toEqual({});
    const detail = 'not compared: version 1 is live, and this is the code of version 2';
    expect(await views.broken({ views: [{ ...people, version: 2 }] })).toEqual({ [PEOPLE]: [{ detail }] });
  });

  it('is begun anew when the live build is gone before it was compared, and keeps nobody waiting', async () => {
    const switchOver = async () => {
      const building = await views.projections.rebuild('person');
      // An index would only be ready after the comparison.
      const projections = { ...views.buildOptions.projections, index: () => Promise.resolve(true) };
      const build = startBuild(building, { ...views.buildOptions, projections });
      await eventually(() => expect(views.projections.all).toMatchObject([{ build: 2 }, { build: 1 }]));
      await build.stop();
    };
    expect(await views.broken(whenRead(switchOver))).toEqual({});
    await installation.sql(`DELETE FROM enrichment.person_v1_2`);
    expect((await views.broken())[PEOPLE]).toHaveLength(12);
  });
});
