import { jest } from '@jest/globals';
import { UPSTREAM_TOPIC } from '@ckm/contracts';
import { command } from '@ckm/event-sourcing';
import { openPrivacy, openVault, type Privacy } from '@ckm/privacy';
import type { Pool } from 'pg';
import { consumeByHand, optionsOf, standing } from './fixture/by-hand.js';
import { contextOf, echoOf, told, uuid } from './fixture/customers.js';
import { NOW } from './fixture/installation.js';
import { enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { lapse, listQuarantine, openQuarantined } from './quarantine.js';
import { redriveQuarantined } from './redrive-quarantined.js';
import { type Intake, intakeSlice, type Slice } from './slice.js';
import { sleep } from './transport/sleep.js';

const bytes = (text: string) => new TextEncoder().encode(text);

const raise = (): never => {
  throw new Error('nothing is there');
};

openBeforeEach();

describe('a quarantined record', () => {
  const noName = { tenantId: 'acme', code: 'record-unreadable', detail: 'no name in it' };
  /** Understands nothing before it is mended. */
  const mendableIntake = () => {
    const fault = { now: { ...noName } as typeof noName | null };
    const received: Date[] = [];
    const intake: Intake = {
      name: 'take-record',
      topic: UPSTREAM_TOPIC,
      failed: (_, { message }) => ({ ...noName, code: 'event-fault', detail: message }),
      read: ({ value }, now) => {
        received.push(now);
        if (fault.now) return Promise.resolve(fault.now);
        const handling = once(Buffer.from(value).toString());
        const ifRejected = () => ({ tenantId: 'acme', code: 'item-differs', detail: 'told before, with other words' });
        return Promise.resolve({ context: { ...contextOf('acme'), now }, handling, ifRejected });
      },
    };
    return { fault, received, slice: intakeSlice(intake) };
  };
  /** Tells a text once. */
  const once = (text: string) => {
    const echo = echoOf(uuid(text), text);
    const { decider } = echo;
    return command(
      {
        ...decider,
        initialState: false,
        evolve: () => true,
        decide: (asked: unknown, known: boolean) => (known ? [] : decider.decide(asked, null)),
      },
      echo.streamId,
      echo.command,
    );
  };
  const take = (text: string) =>
    enrichment.database.transaction(client =>
      enrichment.store.handleAll(client, [{ context: contextOf('acme'), handling: once(text) }]),
    );
  let appends = 0;
  const appendWaits = () =>
    Promise.race([take(`meanwhile ${(appends += 1)}`).then(() => false), sleep(3_000).then(() => true)]);
  const arrive = async (slice: Slice, ...texts: string[]) => {
    const messages = standing(
      texts.map(text => ({ key: bytes('a key'), headers: { ce_id: bytes('Ü') }, value: bytes(text) })),
    );
    await (await consumeByHand(enrichment, [slice])).deliver({ topic: UPSTREAM_TOPIC, partition: 0, messages });
  };
  const list = (tenantId = 'acme') => listQuarantine(enrichment.database.writer, tenantId, { after: null, limit: 10 });
  const again = async (slice: Slice, tenantId = 'acme') =>
    redriveQuarantined(tenantId, (await list())[0]!.id, optionsOf(enrichment, [slice]));

  it('shows its bytes as they came', async () => {
    const { slice } = mendableIntake();
    await arrive(slice, '{"text": "Frau Jäger"');
    const [record] = await list();
    expect(record).toMatchObject({ ...noName, topic: UPSTREAM_TOPIC, partition: 0, offset: 0n });
    const opened = await openQuarantined(enrichment.database.writer, enrichment.privacy, record!);
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    expect(opened.bytes).toEqual({
      key: base64('a key'),
      headers: { ce_id: base64('Ü') },
      value: base64('{"text": "Frau Jäger"'),
      timestamp: NOW.getTime(),
    });
  });

  it('is sealed before its batch locks the log, so that nobody who appends waits for the vault', async () => {
    const { fault, slice } = mendableIntake();
    const readsTheFirst: Slice = {
      ...slice,
      effectsOf: (incoming, now) => {
        fault.now = incoming.received.offset === 0n ? null : noName;
        return slice.effectsOf(incoming, now);
      },
    };
    const waits: boolean[] = [];
    const sealBytes: Privacy['sealBytes'] = async (...sealing) => {
      waits.push(await appendWaits());
      return enrichment.privacy.sealBytes(...sealing);
    };
    const privacy = { ...enrichment.privacy, sealBytes };
    const { deliver } = await consumeByHand(enrichment, [readsTheFirst], { privacy });
    const messages = standing(['R-1', 'R-2'].map(text => ({ key: null, headers: {}, value: bytes(text) })));
    await deliver({ topic: UPSTREAM_TOPIC, partition: 0, messages });
    expect([waits, await told(enrichment)]).toEqual([
      [false, false],
      ['R-1', 'meanwhile 1', 'meanwhile 2'],
    ]);
    expect(await list()).toMatchObject([{ ...noName, offset: 1n }]);
  });

  it('whose command is refused asks the vault for nothing, either, while the log is locked', async () => {
    const waits: boolean[] = [];
    const pool = installation.pool('vault', 'writer', 1);
    const query = async (...asked: [never]): Promise<unknown> => {
      waits.push(await appendWaits());
      return pool.query(...asked);
    };
    const { fault, slice } = mendableIntake();
    fault.now = null;
    const vault = openVault({ pool: { query } as unknown as Pool, masterKey: Buffer.alloc(32), makesKeys: true });
    const { deliver } = await consumeByHand(enrichment, [slice], { privacy: openPrivacy(vault) });
    const messages = standing(['R-1', 'refused'].map(text => ({ key: null, headers: {}, value: bytes(text) })));
    await deliver({ topic: UPSTREAM_TOPIC, partition: 0, messages });
    await pool.end();
    expect([...new Set(waits)]).toEqual([false]);
    expect(await list()).toMatchObject([{ code: 'item-differs', offset: 1n }]);
  });

  it('is captured by a redrive once its fault is mended, and leaves the quarantine', async () => {
    const { fault, slice } = mendableIntake();
    await arrive(slice, 'R-1');
    fault.now = null;
    expect(await again(slice)).toEqual({ outcome: 'captured' });
    expect([await told(enrichment), await list()]).toEqual([['R-1'], []]);
  });

  it('that was taken meanwhile is a duplicate, and leaves the quarantine', async () => {
    const { fault, slice } = mendableIntake();
    await arrive(slice, 'R-1');
    fault.now = null;
    await take('R-1');
    expect(await again(slice)).toEqual({ outcome: 'duplicate' });
    expect([await told(enrichment), await list()]).toEqual([['R-1'], []]);
  });

  it('that cannot be read still stays, with its new code', async () => {
    const { fault, slice } = mendableIntake();
    await arrive(slice, 'refused');
    fault.now = { ...noName, code: 'event-invalid', detail: 'no customer in it' };
    expect(await again(slice)).toEqual({ outcome: 'quarantined', code: 'event-invalid', detail: 'no customer in it' });
    fault.now = null;
    const differs = { code: 'item-differs', detail: 'told before, with other words' };
    expect(await again(slice)).toEqual({ outcome: 'quarantined', ...differs });
    expect(await list()).toMatchObject([differs]);
  });

  it('that is read or handled with a fault stays, as what such a record is put aside', async () => {
    const { fault, slice } = mendableIntake();
    await arrive(slice, 'broken');
    fault.now = null;
    const brokenDecider = await again(slice);
    const brokenReader = await again({ ...slice, effectsOf: () => Promise.reject(new TypeError('text is null')) });
    expect([brokenDecider, brokenReader]).toEqual(
      ['the decider has a fault', 'text is null'].map(detail => ({
        outcome: 'quarantined',
        code: 'event-fault',
        detail,
      })),
    );
    expect(await list()).toMatchObject([{ code: 'event-fault', detail: 'text is null' }]);
  });

  it('stays as it is, and the redrive ends, while the database is away', async () => {
    const { slice } = mendableIntake();
    await arrive(slice, 'R-1');
    const away = Object.assign(new Error('no connection'), { code: '08006' });
    await expect(again({ ...slice, effectsOf: () => Promise.reject(away) })).rejects.toBe(away);
    expect(await list()).toMatchObject([noName]);
  });

  it.each([
    ['when it was, not when it is read', NOW.getTime() - 5_000, NOW.getTime() - 5_000],
    ['now, when the clock of its broker runs ahead', NOW.getTime() + 5_000, NOW.getTime()],
  ])('counts as received %s, also by a redrive', async (_, timestamp, at) => {
    const { received, slice } = mendableIntake();
    const [message] = standing([{ key: null, headers: {}, value: bytes('R-1') }]);
    const { deliver } = await consumeByHand(enrichment, [slice]);
    await deliver({ topic: UPSTREAM_TOPIC, partition: 0, messages: [{ ...message!, timestamp }] });
    await again(slice);
    expect(received).toEqual([new Date(at), new Date(at)]);
  });

  it('loses its bytes thirty days after it came, and stays where it was', async () => {
    const { slice } = mendableIntake();
    await arrive(slice, 'Frau Jäger');
    const { writer } = enrichment.database;
    const older = (by: string) =>
      writer.query('UPDATE quarantine SET received_at = received_at - $1::interval', [by]).then(() => list());
    const [young = raise()] = await older('719 hours 55 minutes');
    expect(young).toMatchObject({ lapsesAt: new Date(young.receivedAt.getTime() + 30 * 86_400_000), lapsedAt: null });
    await lapse(writer);
    expect(await list()).toEqual([young]);
    const [old = raise()] = await older('5 minutes');
    await lapse(writer);
    const [lapsed = raise()] = await list();
    expect(lapsed).toEqual({ ...old, detail: '', lapsedAt: expect.any(Date) as Date });
    await lapse(writer);
    expect(await list()).toEqual([lapsed]);
    expect(await installation.sql('SELECT sealed FROM enrichment.quarantine')).toEqual([{ sealed: Buffer.alloc(0) }]);
    await expect(again(slice)).rejects.toMatchObject({ slug: 'quarantined-lapsed' });
  });

  it('keeps its bytes on a host whose clock runs a month ahead', async () => {
    const { slice } = mendableIntake();
    await arrive(slice, 'Frau Jäger');
    const kept = await list();
    const real = ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setTimeout', 'clearTimeout'];
    jest.useFakeTimers({ now: Date.now() + 31 * 86_400_000, doNotFake: real as never[] });
    await lapse(enrichment.database.writer);
    jest.useRealTimers();
    expect(await list()).toEqual(kept);
  });

  it('is one tenant’s: no other sees it or redrives it', async () => {
    const { fault, slice } = mendableIntake();
    await arrive(slice, 'R-1');
    fault.now = null;
    expect(await list('globex')).toEqual([]);
    await expect(again(slice, 'globex')).rejects.toMatchObject({ slug: 'quarantined-not-found' });
    expect(await told(enrichment)).toEqual([]);
  });

  it('is found page by page', async () => {
    const { slice } = mendableIntake();
    await arrive(slice, 'R-1', 'R-2', 'R-3');
    const page = (after: string[] | null) => listQuarantine(enrichment.database.writer, 'acme', { after, limit: 2 });
    const first = await page(null);
    const rest = await page(first.at(-1)!.place);
    expect([...first, ...rest].map(one => one.offset).sort()).toEqual([0n, 1n, 2n]);
  });

  it('is found once, however many came within a microsecond of it, and read from its place on', async () => {
    const { writer } = enrichment.database;
    await writer.query(
      `INSERT INTO quarantine (tenant_id, topic, partition, "offset", sealed, code, detail, received_at)
       SELECT 'acme', $1, 0, nth, '', 'event-invalid', '', $2::timestamptz + nth / 3 * interval '1 microsecond' FROM generate_series(0, 2999) nth`,
      [UPSTREAM_TOPIC, '2026-11-02T08:15:00.123456Z'],
    );
    await writer.query('ANALYZE quarantine');
    const offsets: bigint[] = [];
    let place: string[] | null = null;
    for (let page = 0; page < 20; page += 1) {
      const found = await listQuarantine(writer, 'acme', { after: place, limit: 4 });
      offsets.push(...found.map(({ offset }) => offset));
      place = found.at(-1)!.place;
    }
    expect(new Set(offsets.map(Number)).size).toBe(80);
    expect(offsets.every(offset => offset < 81n)).toBe(true);
    let plan = '';
    const query = async (sql: string, values: unknown[]) => {
      const { rows } = await writer.query<Record<string, string>>(`EXPLAIN (VERBOSE) ${sql}`, values);
      plan = rows.map(row => row['QUERY PLAN']).join('\n');
      return { rows: [] };
    };
    await listQuarantine({ query } as unknown as Pool, 'acme', { after: place, limit: 4 });
    expect(plan).toMatch(/Index Cond: .*ROW\(.*received_at, .*id\) >/);
    expect(plan).not.toContain('sealed');
  });
});
