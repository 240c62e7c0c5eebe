import { testPostgres, type TestPostgres } from '@ckm/backing-services';
import { contextOf, described, execute, makeThemeLog, SERVICE, type ThemeLog, uuid } from './fixture/theme-log.js';
import { type Promised, verifyLog } from './verify-log.js';

const STREAM = uuid('a stream');
const OTHER = uuid('another stream');

const POSITIONS = 'positions are gapless';
const WRITTEN = 'every event is the one that was written';
const CHAIN = 'the hash chain fits';
const VERSIONS = 'versions of every stream are gapless and in order';
const IDS = 'event ids are unique';

describe('a log that is verified', () => {
  let postgres: TestPostgres;
  let log: ThemeLog;

  /** As an administrator of the database can: past row security, past every guard. */
  const administrator = (sql: string) => execute(postgres.url, sql.replaceAll(/\bevents\b/g, `${SERVICE}.events`));
  const verified = (): Promise<Promised[]> => verifyLog(log.database.writer);
  const broken = async (): Promise<Record<string, Promised['broken']>> =>
    Object.fromEntries((await verified()).filter(one => !one.holds).map(one => [one.name, one.broken]));
  const append = (streamId: string, ...names: string[]) =>
    log.store.append({
      context: contextOf('acme'),
      streamId,
      expected: 'any',
      events: names.map(name => described(streamId, name)),
    });

  beforeAll(async () => (postgres = await testPostgres()));
  afterAll(() => postgres.stop());
  beforeEach(async () => {
    log = await makeThemeLog(postgres.url);
    await execute(postgres.url, `TRUNCATE ${SERVICE}.events, ${SERVICE}.block`);
    await append(STREAM, 'Papierstau', '卡纸', 'Paper jam');
    await append(OTHER, 'Toner');
    await append(STREAM, 'Tinte');
  });
  afterEach(() => log.close());

  it('keeps its promises, also when it is longer than a page, and when there is nothing', async () => {
    for (let n = 0; n < 5; n++) await append(uuid(`bulk ${n}`), ...Array.from({ length: 90 }, (_, i) => `${i}`));
    expect(await verified()).toEqual([
      { name: POSITIONS, holds: true, checked: 455, broken: [] },
      { name: WRITTEN, holds: true, checked: 455, broken: [] },
      { name: CHAIN, holds: true, checked: 8, broken: [] },
      { name: VERSIONS, holds: true, checked: 455, broken: [] },
      { name: IDS, holds: true, checked: 455, broken: [] },
    ]);
    await execute(postgres.url, `TRUNCATE ${SERVICE}.events, ${SERVICE}.block`);
    expect(await broken()).toEqual({});
  });

  it.each([
    ['data', `UPDATE events SET data = replace(data::text, 'Toner', 'Tonne')::json WHERE position = 4`],
    ['meta', `UPDATE events SET meta = replace(meta::text, '"ann"', '"bob"')::json WHERE position = 4`],
    ['type', `UPDATE events SET type = 'ThemeDescribee' WHERE position = 4`],
  ])('names the event whose %s were changed by a byte', async (_, sql) => {
    await administrator(sql);
    const place = { tenantId: 'acme', streamId: OTHER, position: 4 };
    expect(await broken()).toEqual({ [WRITTEN]: [{ ...place, detail: 'the event is not the one that was written' }] });
  });

  it('names the event and the block where the digest was changed with it', async () => {
    await administrator(`UPDATE events SET digest = sha256(digest) WHERE position = 4`);
    expect(await broken()).toMatchObject({ [WRITTEN]: [{ position: 4 }], [CHAIN]: [{ position: 4 }] });
  });

  it('names the block whose hash was changed, and the one behind it', async () => {
    await execute(postgres.url, `UPDATE ${SERVICE}.block SET hash = sha256(hash) WHERE last_position = 3`);
    expect(await broken()).toMatchObject({ [CHAIN]: [{ position: 3 }, { position: 4 }] });
  });

  it.each([
    ['in a block', 2, { detail: 'position 2 is missing', position: 2 }, 3],
    ['at the end of a block', 3, { detail: 'position 3 is missing', position: 3 }, 3],
    ['at the end of the log', 5, { detail: 'position 5 is missing', position: 5 }, 5],
  ])('names an event that was deleted %s', async (_, position, gap, block) => {
    await administrator(`DELETE FROM events WHERE position = ${position}`);
    expect(await broken()).toMatchObject({ [POSITIONS]: [gap], [CHAIN]: [{ position: block }] });
  });

  it('names a run of events that were deleted with their block', async () => {
    await administrator('DELETE FROM events WHERE position IN (3, 4)');
    await execute(postgres.url, `DELETE FROM ${SERVICE}.block WHERE last_position = 4`);
    expect(await broken()).toMatchObject({
      [POSITIONS]: [{ position: 3, detail: 'positions 3 to 4 are missing' }],
      [CHAIN]: [{ position: 3 }, { position: 5 }],
      [VERSIONS]: [{ streamId: STREAM, position: 5, detail: 'version 4 comes where 3 should' }],
    });
  });

  it('names the end of a chain that is shorter than the log', async () => {
    await execute(postgres.url, `DELETE FROM ${SERVICE}.block WHERE last_position = 5`);
    expect(await broken()).toEqual({ [CHAIN]: [{ position: 4, detail: 'the chain ends here, the log at 5' }] });
  });

  describe('past the constraint', () => {
    const constraint = 'events_tenant_id_stream_id_version_key';
    beforeEach(() => administrator(`ALTER TABLE events DROP CONSTRAINT ${constraint}`));
    afterEach(() =>
      administrator(
        `TRUNCATE events; ALTER TABLE events ADD CONSTRAINT ${constraint} UNIQUE (tenant_id, stream_id, version)`,
      ),
    );

    it('names the event whose version is there already', async () => {
      await administrator('UPDATE events SET version = 3 WHERE position = 5');
      expect(await broken()).toEqual({
        [VERSIONS]: [{ tenantId: 'acme', streamId: STREAM, position: 5, detail: 'version 3 comes where 4 should' }],
      });
    });

    it('names the events that changed places', async () => {
      await administrator('UPDATE events SET version = 3 - version WHERE position < 3');
      expect(await broken()).toMatchObject({ [VERSIONS]: [{ position: 1 }, { position: 2 }] });
    });
  });

  it('names the event that bears the id of another', async () => {
    const [first] = (await administrator('SELECT event_id FROM events WHERE position = 1')) as { event_id: string }[];
    await administrator(`UPDATE events SET event_id = '${first!.event_id}' WHERE position = 4`);
    expect(await broken()).toMatchObject({
      [IDS]: [{ streamId: OTHER, position: 4, detail: `the event ${first!.event_id} stands at 1 too` }],
      [WRITTEN]: [{ position: 4 }],
    });
  });

  it('tells no more than a hundred of each', async () => {
    await append(uuid('bulk'), ...Array.from({ length: 120 }, (_, i) => `${i}`));
    await administrator(`UPDATE events SET type = 'Other'`);
    expect((await broken())[WRITTEN]).toHaveLength(100);
  });

  it('can be verified while it is written to', async () => {
    const writing = Promise.all(Array.from({ length: 60 }, (_, n) => append(uuid(`live ${n % 7}`), `${n}`)));
    for (let n = 0; n < 5; n++) expect(await broken()).toEqual({});
    await writing;
  });
});
