import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '@ckm/backing-services';
import { type Administrator, administratorOf } from './database.js';
import { forget, type Installation, startInstallation } from './installation.js';
import { headsAtRest } from './operations.js';

const CKM = fileURLToPath(new URL('../../../services/cli/bin/ckm.js', import.meta.url));

interface Ended<T> {
  code: number | null;
  json: T;
  complained: string;
}

interface Verified {
  service: string;
  promises: { name: string; holds: boolean; checked: number; broken: object[] }[];
}

describe('The ckm command, on an installation that runs,', () => {
  let ckm: Installation;
  let administrator: Administrator;

  /** As a user runs it; what it says on stdout is read as JSON. */
  const run = <T>(argv: string[], env: Record<string, string> = {}): Promise<Ended<T>> =>
    new Promise(resolve => {
      const child = spawn(process.execPath, [CKM, ...argv, '--json'], {
        env: { PATH: process.env.PATH, CKM_HOME: ckm.home, ...env },
      });
      let [said, complained] = ['', ''];
      child.stdout.on('data', (more: Buffer) => (said += more.toString()));
      child.stderr.on('data', (more: Buffer) => (complained += more.toString()));
      child.once('close', code => resolve({ code, complained, json: (said ? JSON.parse(said) : null) as T }));
    });
  const fileOf = (name: string, content: string): string => {
    const file = join(ckm.home, name);
    writeFileSync(file, content);
    return file;
  };
  const brokenIn = async (): Promise<Record<string, object[]>> => {
    const { code, json } = await run<Verified[]>(['verify']);
    const broken = json.flatMap(({ service, promises }) =>
      promises.filter(one => !one.holds).map(one => [`${service}: ${one.name}`, one.broken] as const),
    );
    expect(code).toBe(broken.length === 0 ? 0 : 1);
    return Object.fromEntries(broken);
  };

  beforeAll(async () => {
    ckm = await startInstallation();
    administrator = await administratorOf(ckm);
  });

  afterAll(async () => {
    await administrator?.close();
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  const csv = [
    'id;customerId;text;rating',
    '1;K-4711;"Der Einzug frisst Papier, ""jedes zweite Blatt"".";2',
    '2;K-4712;双面打印总是卡纸，换了新墨盒也没用。;1',
    '3;K-4713;The new scanner is wonderful.;5',
  ].join('\n');

  it('imports a file, and finds everything known when it comes again', async () => {
    const file = fileOf('crm.csv', csv);
    const dry = await run(['import', file, '--dry-run']);
    expect(dry).toMatchObject({ code: 0, json: { lines: 3, accepted: 3, importId: null } });
    expect(await run(['import', file])).toMatchObject({ code: 0, json: { state: 'finished', accepted: 3 } });
    expect(await run(['import', file])).toMatchObject({ code: 0, json: { accepted: 0, duplicates: 3 } });
    const wrong = await run(['import', fileOf('wrong.ndjson', '{"id": "1"}\n')]);
    expect(wrong).toMatchObject({ code: 1, json: { quarantined: 1, report: [{ line: 1, code: 'event-invalid' }] } });
  });

  it('signs tokens that the installation takes, for what they say', async () => {
    const { code, json } = await run<{ token: string }>(['token', '--role', 'reader', '--expires', '5m']);
    expect(code).toBe(0);
    expect((await ckm.get('/v1/feed', json.token)).status).toBe(200);
    const asReader = await run(['verify'], { CKM_TOKEN: json.token });
    expect(asReader).toMatchObject({ code: 1, json: { code: 'role-missing' } });
  });

  it('lists every topic, with what is on it', async () => {
    await eventually(() => headsAtRest(ckm));
    const { code, json } = await run<{ topic: string; partitions: number; messages: number; unsent: number | null }[]>([
      'topics',
    ]);
    expect(code).toBe(0);
    const named = (name: string) => json.find(({ topic }) => topic === name);
    expect(named('ckm.capture.knowledge-item.v1')).toMatchObject({ partitions: 6, messages: 3, unsent: 0 });
    expect(named('ckm.customer-events.v1')).toMatchObject({ partitions: 6, messages: 0, unsent: null });
    expect(json.filter(({ topic }) => topic.startsWith('ckm.team.'))).toEqual([]);
    expect((await run(['subscribe', '--name', 'Paper', '--team', 'print'])).code).toBe(0);
    const { json: later } = await run<{ topic: string }[]>(['topics']);
    expect(later.map(({ topic }) => topic).filter(topic => topic.startsWith('ckm.team.'))).toEqual([
      'ckm.team.print.v1',
    ]);
  });

  it('finds every promise kept', async () => {
    await eventually(() => headsAtRest(ckm));
    expect(await brokenIn()).toEqual({});
    const { json } = await run<Verified[]>(['verify']);
    expect(json.map(({ service }) => service)).toEqual(['capture', 'enrichment', 'sharing', 'innovation']);
    const all = json.flatMap(({ promises }) => promises);
    expect(all.map(({ name }) => name)).toContain('sharing.item_feed accounts for every item');
    expect(all.length).toBeGreaterThan(40);
    const manual = readFileSync(new URL('../../../docs/verify.md', import.meta.url), 'utf8');
    for (const { name } of all) expect(manual).toContain(name.replace(/^[a-z]+\.[a-z_]+ /, '… '));
  });

  it('names the row in which a view differs from its events, unless it is to be quick', async () => {
    const [{ row, item }] = (await administrator.sql(
      'SELECT to_json(f)::text AS row, item_id AS item FROM sharing.item_feed_v4_1 f LIMIT 1',
    )) as [{ row: string; item: string }];
    const name = 'sharing: sharing.item_feed is what its events come to';
    const place = { tenantId: 'demo', streamId: item };
    const change = `UPDATE sharing.item_feed_v4_1 SET language = 'xx', rating = coalesce(rating, 0) + 1 WHERE item_id = $1`;
    await administrator.sql(change, [item]);
    expect(await brokenIn()).toEqual({ [name]: [{ ...place, detail: 'other than they should be: rating, language' }] });
    expect((await run(['verify', '--quick'])).code).toBe(0);
    await administrator.sql('DELETE FROM sharing.item_feed_v4_1 WHERE item_id = $1', [item]);
    expect(await brokenIn()).toMatchObject({ [name]: [{ ...place, detail: 'the row is missing' }] });
    const put =
      'INSERT INTO sharing.item_feed_v4_1 SELECT * FROM json_populate_record(NULL::sharing.item_feed_v4_1, $1)';
    await administrator.sql(put, [row]);
    expect(await brokenIn()).toEqual({});
  });

  it('names the partition that nobody reads because its checkpoint is gone', async () => {
    const [{ row }] = (await administrator.sql(
      `DELETE FROM innovation.checkpoint c WHERE slice = 'link-evidence-when-interpreted' AND partition = 2 RETURNING to_json(c)::text AS row`,
    )) as [{ row: string }];
    expect(await brokenIn()).toEqual({
      'innovation: every topic is read, or being read': [
        {
          detail:
            'link-evidence-when-interpreted has no checkpoint of ckm.enrichment.interpretation.v1/2: nobody reads it',
        },
      ],
    });
    await administrator.sql(
      'INSERT INTO innovation.checkpoint SELECT * FROM json_populate_record(NULL::innovation.checkpoint, $1)',
      [row],
    );
  });

  it('names the event of which one byte was changed, and the tenant whose it is', async () => {
    const change = (from: string, to: string) =>
      administrator.sql(
        `UPDATE capture.events SET data = replace(data::text, '${from}', '${to}')::json WHERE position = 2`,
      );
    const [{ stream }] = (await administrator.sql(
      'SELECT stream_id AS stream FROM capture.events WHERE position = 2',
    )) as [{ stream: string }];
    await change('"sourceType":"customer.feedback"', '"sourceType":"customer.feedbacl"');
    expect(await brokenIn()).toEqual({
      'capture: every event is the one that was written': [
        { tenantId: 'demo', streamId: stream, position: 2, detail: 'the event is not the one that was written' },
      ],
    });
    await change('"sourceType":"customer.feedbacl"', '"sourceType":"customer.feedback"');
    expect(await brokenIn()).toEqual({});
  });

  it('names the position of an event that was deleted, and whoever had read it', async () => {
    const [{ row }] = (await administrator.sql(
      `DELETE FROM capture.events AS e WHERE position = 3 RETURNING to_json(e)::text AS row`,
    )) as [{ row: string }];
    expect(await brokenIn()).toMatchObject({
      'capture: positions are gapless': [{ position: 3, detail: 'position 3 is missing' }],
      'capture: the hash chain fits': [{ position: 3 }],
      'capture: what was received is in the log, in quarantine, or was answered for': [{}],
      'sharing: nobody has read more than there is': expect.arrayContaining([
        expect.objectContaining({ position: 3 }),
      ]) as object[],
      'sharing: sharing.item_feed accounts for every item': [{ detail: expect.stringContaining('-1 of 2') as string }],
    });
    await administrator.sql('INSERT INTO capture.events SELECT * FROM json_populate_record(NULL::capture.events, $1)', [
      row,
    ]);
  });

  it('ends with 3 where nothing answers, and with 2 when it is used wrongly', async () => {
    const nowhere = await run(['verify', '--url', 'http://127.0.0.1:9'], { CKM_TOKEN: 'a-token' });
    expect(nowhere).toMatchObject({ code: 3, complained: 'nothing answers at http://127.0.0.1:9\n' });
    expect((await run(['verify'], { CKM_HOME: join(ckm.home, 'nowhere') })).code).toBe(3);
    expect((await run(['verfiy'])).code).toBe(2);
  });
});
