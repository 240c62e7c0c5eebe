import { command, Rejection } from '@ckm/event-sourcing';
import type { Outcome } from './event-store.js';
import { log, openBeforeAll } from './fixture/one-log.js';
import { brokenIn, clear, contextOf, openThemeLog, theme, uuid, type NameTheme } from './fixture/theme-log.js';

openBeforeAll();

const naming = (stream: string, name: string, more: { tenant?: string; description?: string; actor?: string } = {}) => {
  const { tenant = 'acme', actor = 'ann', description } = more;
  const content: NameTheme = { themeId: uuid(stream), name, description };
  return { context: { ...contextOf(tenant), actor }, handling: command(theme, uuid(stream), content) };
};
type Command = ReturnType<typeof naming>;

const handleAll = (...commands: Command[]): Promise<Outcome[]> =>
  log.database.transaction(client => log.store.handleAll(client, commands));
const handle = ({ context, handling }: Command) =>
  log.store.handle(context, theme, handling.streamId, handling.command as NameTheme);
const names = async (stream: string, tenant = 'acme') =>
  (await log.store.readStream(tenant, uuid(stream))).map(({ data }) => (data as { name: string }).name);
const told = (outcomes: Outcome[]) =>
  outcomes.map(one => (one instanceof Rejection ? one.slug : [one.version, one.events.length]));

describe('a batch of commands', () => {
  it('is decided in order; those of one stream see each other', async () => {
    const outcomes = await handleAll(naming('a', 'one'), naming('b', 'one'), naming('a', 'two'), naming('a', 'one'));
    expect(told(outcomes)).toEqual([
      [1, 1],
      [1, 1],
      [2, 1],
      [2, 0],
    ]);
    expect(await names('a')).toEqual(['one', 'two']);
    expect(await names('b')).toEqual(['one']);
  });

  it('goes on from what stands in the streams', async () => {
    await handle(naming('standing', 'one'));
    expect(told(await handleAll(naming('standing', 'one'), naming('standing', 'two')))).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  it('answers a no for its command alone', async () => {
    const outcomes = await handleAll(naming('c', 'one'), naming('c', 'forbidden'), naming('c', 'two'));
    expect(told(outcomes)).toEqual([[1, 1], 'theme-name-forbidden', [2, 1]]);
    expect(await names('c')).toEqual(['one', 'two']);
  });

  it('refuses an event that is too large, and decides what followed without it', async () => {
    const large = naming('d', 'two', { description: 'x'.repeat(600_000) });
    const outcomes = await handleAll(naming('d', 'one'), large, naming('e', 'one'), naming('d', 'two'));
    expect(told(outcomes)).toEqual([[1, 1], 'event-too-large', [1, 1], [2, 1]]);
    expect(await names('d')).toEqual(['one', 'two']);
    expect(await names('e')).toEqual(['one']);
  });

  it('keeps tenants apart, and each event with its own actor', async () => {
    await handleAll(
      naming('shared', 'ours', { actor: 'ann' }),
      naming('shared', 'theirs', { tenant: 'globex', actor: 'bob' }),
      naming('shared', 'ours too', { actor: 'cem' }),
    );
    expect(await names('shared')).toEqual(['ours', 'ours too']);
    expect(await names('shared', 'globex')).toEqual(['theirs']);
    const actors = (await log.store.readStream('acme', uuid('shared'))).map(({ meta }) => meta.actor);
    expect(actors).toEqual(['ann', 'cem']);
  });

  it('throws what is no rejection, and then nothing of it stands', async () => {
    const broken = naming('broken', 'one');
    broken.handling.decider = {
      ...broken.handling.decider,
      evolve: () => {
        throw new Error('a fault');
      },
    };
    await expect(handleAll(naming('whole', 'one'), broken)).rejects.toThrow('a fault');
    expect(await names('whole')).toEqual([]);
  });

  it('handles a request under a key once, and refuses it with another body', async () => {
    const asked = (digest: string): Command => {
      const one = naming('asked', 'one');
      return { ...one, context: { ...one.context, keyed: { id: 'a-request', digest } } };
    };
    await handleAll(asked('same'));
    await handleAll(naming('asked', 'two'));
    expect(told(await handleAll(asked('same'), asked('other')))).toEqual([[2, 0], 'idempotency-key-reused']);
    expect(await names('asked')).toEqual(['one', 'two']);
  });

  it('that is empty is no work', async () => {
    expect(await handleAll()).toEqual([]);
  });

  it('decides again what somebody changed since it was loaded, and only that', async () => {
    let overtaken = 0;
    const overtakenTheme = (stream: string) => {
      const one = naming(stream, 'ours');
      const { decider } = one.handling;
      one.handling.decider = {
        ...decider,
        decide: (content, state) => {
          overtaken += 1;
          return decider.decide(content, state);
        },
      };
      return one;
    };
    const outcomes = await log.database.transaction(async client => {
      const original = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
      let loaded = false;
      // Between load and append.
      client.query = (async (...args: unknown[]) => {
        const answer = await original(...args);
        if (!loaded) await handle(naming('overtaken', 'theirs'));
        loaded = true;
        return answer;
      }) as typeof client.query;
      return log.store
        .handleAll(client, [overtakenTheme('overtaken'), overtakenTheme('left alone'), naming('overtaken', 'theirs')])
        .finally(() => (client.query = original as typeof client.query));
    });
    expect(told(outcomes)).toEqual([
      [2, 1],
      [1, 1],
      [2, 0],
    ]);
    expect(overtaken).toBe(3);
    expect(await names('overtaken')).toEqual(['theirs', 'ours']);
    expect(await names('left alone')).toEqual(['ours']);
  });

  it('loses nothing beside other writers of the same streams', async () => {
    const streams = ['busy 0', 'busy 1', 'busy 2'];
    await Promise.all(
      Array.from({ length: 24 }, async (_, n) => {
        const commands = streams.map(stream => naming(stream, `${n}`));
        await (n % 2 ? handleAll(...commands) : Promise.all(commands.map(handle)));
      }),
    );
    for (const stream of streams) expect(new Set(await names(stream)).size).toBe(24);
    expect(await brokenIn(log)).toEqual([]);
  });
});

describe('listeners', () => {
  it('are told once the transaction is committed, not before, and not when it is rolled back', async () => {
    let heard = 0;
    const stop = log.store.onAppend(() => (heard += 1));
    await log.database.transaction(async client => {
      await log.store.handleAll(client, [naming('listened', 'one')]);
      await new Promise(resolve => setTimeout(resolve, 20));
      expect(heard).toBe(0);
    });
    expect(heard).toBe(1);
    await handleAll(naming('listened', 'one'));
    expect(heard).toBe(1);
    const rolledBack = log.database.transaction(async client => {
      await log.store.handleAll(client, [naming('listened', 'two')]);
      throw new Error('later');
    });
    await expect(rolledBack).rejects.toThrow('later');
    expect(heard).toBe(1);
    stop();
  });
});

describe('words that were opened under a key', () => {
  it('are sealed under no other, by one command or by many', async () => {
    const under: (string[] | undefined)[] = [];
    const sealing = openThemeLog(log.url, {
      ...clear,
      seal: (tenantId, events, keyIds) => {
        under.push(keyIds);
        return clear.seal(tenantId, events);
      },
    });
    const { context, handling } = naming('keyed', 'one');
    const keyed = { context: { ...context, keyIds: [uuid('a key')] }, handling };
    await sealing.store.handle(keyed.context, theme, handling.streamId, handling.command as NameTheme);
    await sealing.database.transaction(client =>
      sealing.store.handleAll(client, [
        naming('other', 'one'),
        { ...keyed, handling: naming('keyed', 'two').handling },
      ]),
    );
    expect(under).toEqual([[uuid('a key')], undefined, [uuid('a key')]]);
    await sealing.close();
  });
});
