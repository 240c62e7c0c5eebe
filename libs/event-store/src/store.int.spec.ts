import type { DomainEvent, EventName } from '@ckm/contracts';
import type { RecordedEvent } from '@ckm/event-sourcing';
import type { Expected, Sealer } from './event-store.js';
import { log, openBeforeAll } from './fixture/one-log.js';
import { brokenIn, clear, contextOf, described, openThemeLog, theme, uuid } from './fixture/theme-log.js';

const acme = contextOf('acme');

openBeforeAll();

const name = (streamId: string, text: string) =>
  log.store.handle(acme, theme, streamId, { themeId: streamId, name: text });
const append = (streamId: string, expected: Expected, ...names: string[]) =>
  log.store.append({ context: acme, streamId, expected, events: names.map(text => described(streamId, text)) });

describe('a stream', () => {
  it('is read together with others that are read at the same time, and each gets its own', async () => {
    const [one, two, none] = [uuid('one of two'), uuid('two of two'), uuid('of nothing')];
    await append(one, 'none', 'Toner', 'Toner smell');
    await append(two, 'none', 'Tray');
    const asked = log.queries();
    const read = await Promise.all([one, two, one, none].map(streamId => log.store.readStream('acme', streamId)));
    expect(read.map(events => events.map(({ data }) => (data as { name: string }).name))).toEqual([
      ...[['Toner', 'Toner smell'], ['Tray'], ['Toner', 'Toner smell']],
      [],
    ]);
    expect(log.queries() - asked).toBe(1);
  });

  it('gives back what was appended, in order, with who did it and why', async () => {
    const streamId = uuid('given back');
    await append(streamId, 'none', 'Battery', 'Battery life');
    const events = await log.store.readStream('acme', streamId);
    expect(events.map(({ version, data }) => [version, data])).toEqual([
      [1, described(streamId, 'Battery').data],
      [2, described(streamId, 'Battery life').data],
    ]);
    expect(events[0]).toMatchObject({
      type: 'ThemeDescribed',
      tenantId: 'acme',
      streamId,
      schemaVersion: 1,
      erased: false,
      meta: { actor: 'ann', correlationId: 'a-correlation', causationId: null, traceparent: null },
    });
    expect(events[1]!.position).toBe(events[0]!.position + 1n);
    expect(events[0]!.recordedAt).toBeInstanceOf(Date);
  });

  it('is the same whether its id is written in capitals or not', async () => {
    const streamId = uuid('in capitals');
    await append(streamId.toUpperCase(), 'none', 'Battery');
    expect(await log.store.readStream('acme', streamId)).toHaveLength(1);
    expect(await append(streamId, 'none', 'Again')).toMatchObject({ outcome: 'conflict' });
  });

  it('belongs to one tenant: the same id elsewhere is another stream', async () => {
    const streamId = uuid('two tenants');
    await append(streamId, 'none', 'Battery');
    const globex = {
      context: contextOf('globex'),
      streamId,
      expected: 'none',
      events: [described(streamId, 'Theirs')],
    } as const;
    expect(await log.store.append({ ...globex, events: [...globex.events] })).toMatchObject({ outcome: 'appended' });
    expect(await log.store.readStream('globex', streamId)).toMatchObject([{ data: { name: 'Theirs' }, version: 1 }]);
  });

  it.each([
    ['none', 'conflict'],
    [1, 'conflict'],
    [3, 'conflict'],
    [2, 'appended'],
    ['any', 'appended'],
  ] as const)('of version 2, expected %s: %s, and the version is told', async (expected, outcome) => {
    const streamId = uuid(`expected ${expected}`);
    await append(streamId, 'none', 'one', 'two');
    const result = await append(streamId, expected, 'three');
    expect(result).toEqual(
      outcome === 'conflict'
        ? { outcome, version: 2, position: null }
        : { outcome, version: 3, position: await log.store.head() },
    );
  });

  it('that is new can be appended to with any and none, not with a number', async () => {
    expect(await append(uuid('new any'), 'any', 'one')).toMatchObject({ outcome: 'appended', version: 1 });
    expect(await append(uuid('new none'), 'none', 'one')).toMatchObject({ outcome: 'appended', version: 1 });
    expect(await append(uuid('new 1'), 1, 'one')).toEqual({ outcome: 'conflict', version: 0, position: null });
  });
});

describe('a command', () => {
  it('that changes nothing appends nothing', async () => {
    const streamId = uuid('already so');
    expect(await name(streamId, 'Battery')).toMatchObject({ version: 1, events: [{ type: 'ThemeDescribed' }] });
    const head = await log.store.head();
    expect(await name(streamId, 'Battery')).toEqual({ version: 1, events: [] });
    expect(await log.store.head()).toBe(head);
  });

  it('that is refused throws the rejection', async () => {
    await expect(name(uuid('refused'), 'forbidden')).rejects.toMatchObject({ slug: 'theme-name-forbidden' });
  });

  it('of each of 64 writers in four processes reaches one stream', async () => {
    const others = [1, 2, 3].map(() => openThemeLog(log.url));
    const streamId = uuid('64 writers');
    const handled = await Promise.all(
      Array.from({ length: 64 }, (_, writer) =>
        [log, ...others][writer % 4]!.store.handle(acme, theme, streamId, { themeId: streamId, name: `${writer}` }),
      ),
    );
    await Promise.all(others.map(other => other.close()));
    const oneTo64 = Array.from({ length: 64 }, (_, index) => index + 1);
    const events = await log.store.readStream('acme', streamId);
    expect(events.map(event => event.version)).toEqual(oneTo64);
    expect(new Set(events.map(event => (event.data as { name: string }).name)).size).toBe(64);
    expect(handled.map(({ version }) => version).sort((a, b) => a - b)).toEqual(oneTo64);
  });
});

describe('the log', () => {
  it('is gapless and in commit order for whoever reads along, and its chain holds', async () => {
    const from = await log.store.head();
    const other = openThemeLog(log.url);
    let writing = true;
    const writers = Promise.all(
      Array.from({ length: 64 }, async (_, writer) => {
        const store = [log, other][writer % 2]!.store;
        for (let n = 0; n < 10; n += 1)
          await store.append({
            context: acme,
            streamId: uuid(`many ${writer}`),
            expected: n,
            events: [described(uuid('many'), `${n}`)],
          });
      }),
    ).finally(() => (writing = false));
    const seen: bigint[] = [];
    for (let last = false; !last;) {
      last = !writing;
      const events = await log.store.readLog(from + BigInt(seen.length), 50);
      seen.push(...events.map(event => event.position));
      last &&= events.length === 0;
    }
    await writers;
    await other.close();
    expect(seen).toEqual(Array.from({ length: 640 }, (_, index) => from + BigInt(index + 1)));
    expect(await brokenIn(log)).toEqual([]);
  });

  it('is read for some types only, and then with its last event, whatever that is', async () => {
    const from = await log.store.head();
    const stream = uuid('read for some');
    await append(stream, 'none', 'Battery');
    await append(stream, 1, 'Screen');
    await append(stream, 2, 'Case');
    const read = async (limit: number, types: EventName[]) =>
      (await log.store.readLog(from, limit, types)).map(({ position }) => Number(position - from));
    expect(await read(2, ['ThemeDescribed'])).toEqual([1, 2]);
    expect(await read(2, ['SubjectErased'])).toEqual([2]);
    expect(await read(10, ['SubjectErased'])).toEqual([3]);
    expect(await read(10, ['SubjectErased', 'ThemeDescribed'])).toEqual([1, 2, 3]);
  });

  it('has a lock that is never updated', async () => {
    const version = () =>
      log.database.writer.query('SELECT ctid, xmin FROM log_lock').then(({ rows }) => rows as unknown[]);
    const before = await version();
    await append(uuid('lock'), 'any', 'Battery');
    expect(await version()).toEqual(before);
  });

  it('has one epoch', async () => {
    expect(await log.store.epoch()).toMatch(/^[0-9a-f-]{36}$/);
    expect(await log.store.epoch()).toBe(await log.store.epoch());
  });

  it('tells its listeners of each append until they stop', async () => {
    let told = 0;
    const stop = log.store.onAppend(() => (told += 1));
    await append(uuid('told'), 'none', 'Battery');
    expect(told).toBe(1);
    await append(uuid('told'), 'none', 'Battery');
    expect(told).toBe(1);
    stop();
    await append(uuid('told'), 'any', 'Battery');
    expect(told).toBe(1);
  });

  it('tells a listener only of the types that it asks for', async () => {
    const told: string[] = [];
    const stops = [
      log.store.onAppend(() => told.push('of themes'), ['ThemeDescribed']),
      log.store.onAppend(() => told.push('of people'), ['CustomerIdentified']),
    ];
    await append(uuid('told of some'), 'none', 'Battery');
    stops.forEach(stop => stop());
    expect(told).toEqual(['of themes']);
  });

  it('takes an event of 512 KB and refuses a larger one', async () => {
    const sized = (size: number) => {
      const event = described(uuid('large'), 'Large', 'x'.repeat(size));
      return log.store.append({ context: acme, streamId: uuid('large'), expected: 'any', events: [event] });
    };
    expect(await sized(512 * 1024 - 300)).toMatchObject({ outcome: 'appended' });
    await expect(sized(512 * 1024)).rejects.toMatchObject({ slug: 'event-too-large' });
  });

  it('holds personal fields sealed and gives them back open', async () => {
    const sealing: Sealer = {
      ...clear,
      seal: (tenantId, events) => Promise.resolve(events.map(event => reworded(event, text => `${tenantId}:${text}`))),
      open: events =>
        Promise.resolve(
          events.map(event => {
            const data = reworded(event as DomainEvent, text => text.replace(`${event.tenantId}:`, ''));
            return { ...event, data, erased: false } as RecordedEvent;
          }),
        ),
    };
    const sealed = openThemeLog(log.url, sealing);
    const streamId = uuid('sealed');
    const events = [described(streamId, 'Mrs Li')];
    await sealed.store.append({ context: acme, streamId, expected: 'none', events });
    const lies = await log.database.writer.query('SELECT data FROM events WHERE stream_id = $1', [streamId]);
    expect(lies.rows).toMatchObject([{ data: { name: 'acme:Mrs Li' } }]);
    expect(await sealed.store.readLog((await log.store.head()) - 1n, 1)).toMatchObject([
      { data: { name: 'acme:Mrs Li' } },
    ]);
    expect(await sealed.store.readStream('acme', streamId)).toMatchObject([{ data: { name: 'Mrs Li' } }]);
    expect(events).toEqual([described(streamId, 'Mrs Li')]);
    await sealed.close();
  });
});

const reworded = (event: DomainEvent, change: (text: string) => string): unknown => ({
  ...event.data,
  name: change((event.data as { name: string }).name),
});
