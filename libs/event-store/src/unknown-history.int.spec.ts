import { command, HistoryUnknown } from '@ckm/event-sourcing';
import { log, openBeforeAll, postgres } from './fixture/one-log.js';
import { contextOf, execute, theme, uuid } from './fixture/theme-log.js';

const acme = contextOf('acme');

openBeforeAll();

const name = (stream: string, text: string) =>
  log.store.handle(acme, theme, uuid(stream), { themeId: uuid(stream), name: text });

describe.each([
  ['a type', `type = 'ThemePainted'`, 'ThemePainted.v1'],
  ['a version', 'schema_version = 2', 'ThemeDescribed.v2'],
])('a stream that holds %s which only newer code knows', (what, written, said) => {
  const stream = `newer ${what}`;
  const standing = () => execute(postgres.url, `SELECT FROM themes.events WHERE stream_id = '${uuid(stream)}'`);

  beforeAll(async () => {
    await name(stream, 'Battery');
    await name(stream, 'Battery life');
    await execute(
      postgres.url,
      `UPDATE themes.events SET ${written} WHERE stream_id = '${uuid(stream)}' AND version = 2`,
    );
  });

  it('is not read by half', async () => {
    await expect(log.store.readStream('acme', uuid(stream))).rejects.toThrow(HistoryUnknown);
    await expect(log.store.readStream('acme', uuid(stream))).rejects.toThrow(said);
  });

  it('decides nothing, alone or among others, and holds up no other stream', async () => {
    const handling = command(theme, uuid(stream), { themeId: uuid(stream), name: 'Screen' });
    const [alone, among, other] = await Promise.allSettled([
      name(stream, 'Screen'),
      log.database.transaction(client => log.store.handleAll(client, [{ context: acme, handling }])),
      name(`beside ${what}`, 'Screen'),
    ]);
    for (const one of [alone, among])
      expect(one).toMatchObject({ status: 'rejected', reason: expect.any(HistoryUnknown) as Error });
    expect(other).toMatchObject({ status: 'fulfilled', value: { version: 1 } });
    expect(await standing()).toHaveLength(2);
  });
});
