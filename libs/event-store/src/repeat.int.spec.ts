import { command } from '@ckm/event-sourcing';
import type { EventStore } from './event-store.js';
import { log, openBeforeAll } from './fixture/one-log.js';
import { clear, contextOf, described, openThemeLog, theme, uuid } from './fixture/theme-log.js';

const acme = contextOf('acme');

openBeforeAll();

describe('a request under a key', () => {
  const keyed = (digest: string) => ({ ...acme, keyed: { id: 'a-request', digest } });

  it('is handled once, whatever happened to its stream meanwhile', async () => {
    const streamId = uuid('keyed');
    const ask = () => log.store.handle(keyed('same'), theme, streamId, { themeId: streamId, name: 'Battery' });
    expect((await ask()).events).toHaveLength(1);
    await log.store.handle(acme, theme, streamId, { themeId: streamId, name: 'Battery life' });
    expect(await ask()).toEqual({ events: [], version: 2 });
    expect((await log.store.readStream('acme', streamId))[0]?.meta.keyed?.id).toBe('a-request');
  });

  it('leaves no digest that is made without the key of its tenant, whichever way it came', async () => {
    const [one, other] = [uuid('keyed alone'), uuid('keyed with others')];
    await log.store.handle(keyed('same'), theme, one, { themeId: one, name: 'Battery' });
    const handling = command(theme, other, { themeId: other, name: 'Battery' });
    await log.database.transaction(client => log.store.handleAll(client, [{ context: keyed('same'), handling }]));
    await log.store.append({
      context: keyed('same'),
      streamId: one,
      expected: 'any',
      events: [described(one, 'Screen')],
    });
    const lie = 'SELECT meta FROM events WHERE stream_id = ANY ($1)';
    const { rows } = await log.database.writer.query(lie, [[one, other]]);
    const known = { meta: { keyed: { id: 'a-request', digest: 'acme knows same' } } };
    expect(rows).toMatchObject([known, known, known]);
  });

  it('is known again by an event from before digests were sealed, and still refused with another body', async () => {
    const before = openThemeLog(log.url, { ...clear, sameness: (_, value) => Promise.resolve(String(value)) });
    const streamId = uuid('keyed before');
    const ask = (store: EventStore, digest: string) =>
      store.handle(keyed(digest), theme, streamId, { themeId: streamId, name: 'Battery' });
    expect((await ask(before.store, 'same')).events).toHaveLength(1);
    expect(await ask(log.store, 'same')).toEqual({ events: [], version: 1 });
    await expect(ask(log.store, 'other')).rejects.toMatchObject({ slug: 'idempotency-key-reused' });
    await before.close();
  });

  it('is refused when it comes again with another body', async () => {
    const streamId = uuid('keyed twice');
    await log.store.handle(keyed('one'), theme, streamId, { themeId: streamId, name: 'Battery' });
    const again = log.store.handle(keyed('other'), theme, streamId, { themeId: streamId, name: 'Screen' });
    await expect(again).rejects.toMatchObject({ slug: 'idempotency-key-reused' });
    expect(await log.store.readStream('acme', streamId)).toHaveLength(1);
  });
});
