import { eventually } from '@ckm/backing-services';
import { UPSTREAM_TOPIC } from '@ckm/contracts';
import { openLog } from '@ckm/telemetry';
import type { ClientBase } from 'pg';
import { consumeByHand, optionsOf, standing } from './fixture/by-hand.js';
import {
  contextOf,
  CUSTOMERS,
  customerIn,
  echoOf,
  identify,
  messagesOf,
  tell,
  told,
  uuid,
} from './fixture/customers.js';
import { silent } from './fixture/installation.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { startConsumer } from './consumer.js';
import { park } from './parking.js';
import type { Prepared } from './prepare.js';
import { listQuarantine, openQuarantined } from './quarantine.js';
import { type Intake, intakeSlice, reactionSlice } from './slice.js';
import type { Message } from './transport/transport.js';

const PARTITION = { topic: CUSTOMERS, partition: 2 };
const [MEIER, WANG] = [customerIn(2), customerIn(2, 1)];
const bytes = (text: string) => new TextEncoder().encode(text);

openBeforeEach();

async function identifyAll(...tellings: [customer: string, what: string][]): Promise<Message[]> {
  for (const [customer, what] of tellings) await identify(capture, customer, what);
  return messagesOf(capture);
}
const parked = () => installation.sql(`SELECT "offset"::int AS at, cause FROM enrichment.parked ORDER BY "offset", id`);
const nextOffset = async () =>
  (
    await installation.sql<{ next: number }>(
      'SELECT next_offset::int AS next FROM enrichment.checkpoint WHERE topic = $1 AND partition = 2',
      [CUSTOMERS],
    )
  )[0]!.next;

/** Fails at every telling of this name. */
const failingAt = (what: string, fail: () => unknown) =>
  reactionSlice(
    'enrichment',
    tell(({ data }) => (data.externalId === what ? fail() : undefined)),
  );
const throwing = (message: string) => () => {
  throw new TypeError(message);
};
const WAITS = 'waits behind a parked message of its key';

describe('a message that cannot be handled', () => {
  it('is parked after three single tries; its key waits behind it, everything else flows', async () => {
    const messages = await identifyAll([WANG, 'W-1'], [MEIER, 'bad'], [WANG, 'W-2'], [MEIER, 'M-2'], [WANG, 'W-3']);
    let tries = 0;
    const slice = failingAt('bad', () => {
      tries += 1;
      throw new TypeError('text is null');
    });
    const { deliver } = await consumeByHand(enrichment, [slice]);
    expect(await deliver({ ...PARTITION, messages: standing(messages) })).toMatchObject({ next: 5n });
    expect(await told(enrichment)).toEqual(['W-1', 'W-2', 'W-3']);
    expect(await parked()).toEqual([
      { at: 1, cause: 'text is null' },
      { at: 3, cause: WAITS },
    ]);
    expect([tries, await nextOffset()]).toEqual([1 + 3, 5]);

    const later = await identifyAll([MEIER, 'M-3'], [WANG, 'W-4']);
    await deliver({ ...PARTITION, messages: standing(later).slice(5) });
    expect(await told(enrichment)).toEqual(['W-1', 'W-2', 'W-3', 'W-4']);
    expect(await parked()).toMatchObject([{ at: 1 }, { at: 3 }, { at: 5, cause: WAITS }]);
  });

  it('is named in the log by where it stands', async () => {
    const messages = await identifyAll([WANG, 'W-1'], [MEIER, 'bad']);
    const said: object[] = [];
    const log = { ...silent, error: (one: object) => said.push(one) } as never;
    const { deliver } = await consumeByHand(enrichment, [failingAt('bad', throwing('text is null'))], { log });
    await deliver({ ...PARTITION, messages: standing(messages) });
    expect(said).toMatchObject([{ ...PARTITION, offset: '1' }]);
  });

  it('is parked as it came, without a word in clear', async () => {
    const [message] = await identifyAll([MEIER, 'bad']);
    const { deliver } = await consumeByHand(enrichment, [failingAt('bad', throwing('no'))]);
    await deliver({ ...PARTITION, messages: standing([message!]) });
    const [row] = await installation.sql<{ key: Buffer; value: Buffer; headers: Record<string, string> }>(
      'SELECT key, value, headers FROM enrichment.parked',
    );
    expect({ key: row!.key, value: row!.value }).toEqual({ key: message!.key, value: message!.value });
    expect(Buffer.from(row!.headers.ce_id!, 'base64')).toEqual(message!.headers.ce_id);
    expect(row!.value.toString()).not.toContain('Jäger');
  });

  it('is parked, too, when the decider has a fault', async () => {
    const messages = await identifyAll([MEIER, 'broken'], [WANG, 'W-1']);
    const { deliver } = await consumeByHand(enrichment, [reactionSlice('enrichment', tell())]);
    await deliver({ ...PARTITION, messages: standing(messages) });
    expect([await told(enrichment), await parked()]).toEqual([['W-1'], [{ at: 0, cause: 'the decider has a fault' }]]);
  });

  it('is parked, and named in the log, without the words that PostgreSQL quotes', async () => {
    const messages = await identifyAll([MEIER, 'M-1']);
    let line = '';
    const log = openLog('enrichment', 'info', { write: one => void (line += one) });
    const quoting = failingAt('M-1', () => enrichment.database.writer.query('SELECT $1::int', ['Frau Jäger']));
    const { deliver } = await consumeByHand(enrichment, [quoting], { log });
    await deliver({ ...PARTITION, messages: standing(messages) });
    expect(await parked()).toEqual([{ at: 0, cause: 'SQLSTATE 22P02' }]);
    expect(line).not.toContain('Jäger');
    expect(line).toContain('SQLSTATE 22P02');
  });

  it('is not parked when one of the tries succeeds', async () => {
    const messages = await identifyAll([MEIER, 'shy']);
    let tries = 0;
    const slice = failingAt('shy', () => {
      if ((tries += 1) < 4) throw new Error('not yet');
    });
    const { deliver } = await consumeByHand(enrichment, [slice]);
    await deliver({ ...PARTITION, messages: standing(messages) });
    expect([await told(enrichment), await parked()]).toEqual([['shy'], []]);
  });

  it('of a version that this code does not know is parked, and is no gap for the others', async () => {
    const messages = await identifyAll([MEIER, 'M-1'], [WANG, 'W-1'], [MEIER, 'M-2']);
    messages[0] = {
      ...messages[0]!,
      headers: { ...messages[0]!.headers, ce_type: bytes('ckm.CustomerIdentified.v3') },
    };
    const { deliver } = await consumeByHand(enrichment, [reactionSlice('enrichment', tell())]);
    expect(await deliver({ ...PARTITION, messages: standing(messages) })).toMatchObject({ next: 3n });
    expect(await told(enrichment)).toEqual(['W-1']);
    expect(await parked()).toEqual([
      { at: 0, cause: 'unknown version ckm.CustomerIdentified.v3' },
      { at: 2, cause: WAITS },
    ]);
  });

  it('and is nobody’s is parked alone, even with a NUL in it, when it has no key', async () => {
    const messages = await identifyAll([MEIER, 'M-1']);
    const epoch = bytes('\0');
    const stray = (name: string): Message => ({ key: null, headers: { ce_logepoch: epoch }, value: bytes(name) });
    const { deliver } = await consumeByHand(enrichment, [reactionSlice('enrichment', tell())]);
    const all = standing([stray('one'), stray('two'), ...messages]);
    expect(await deliver({ ...PARTITION, messages: all })).toMatchObject({ next: 3n });
    expect(await told(enrichment)).toEqual(['M-1']);
    expect(await parked()).toEqual([0, 1].map(at => ({ at, cause: "the message's ce_logepoch is none: " })));
  });

  it('is not taken for another one that stood at its offset before the topic was made anew', async () => {
    const [old, fresh] = await identifyAll([MEIER, 'bad'], [WANG, 'bad']);
    const { deliver, consumer } = await consumeByHand(enrichment, [failingAt('bad', throwing('no'))]);
    await deliver({ ...PARTITION, messages: standing([old!]) });
    await deliver({ ...PARTITION, from: 0n, end: 0n, messages: [] });
    await deliver({ ...PARTITION, messages: standing([fresh!]) });
    expect(await parked()).toMatchObject([
      { at: 0, cause: 'no' },
      { at: 0, cause: 'no' },
    ]);
    expect(consumer.alarms()).toEqual([]);
  });
});

describe('an answer of no', () => {
  it('to a reaction’s command is an outcome: nothing is parked, the key goes on', async () => {
    const messages = await identifyAll([MEIER, 'refused'], [MEIER, 'M-2']);
    const { deliver } = await consumeByHand(enrichment, [reactionSlice('enrichment', tell())]);
    await deliver({ ...PARTITION, messages: standing(messages) });
    expect([await told(enrichment), await parked(), await nextOffset()]).toEqual([['M-2'], [], 2]);
  });
});

describe('an outage', () => {
  const loseAConnection = async () => {
    const client = await enrichment.database.writer.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await installation.sql('SELECT pg_terminate_backend($1)', [rows[0]!.pid]);
    await client.query('SELECT 1').finally(() => client.release(true));
  };

  it('parks nothing: the batch comes again until it succeeds', async () => {
    const messages = await identifyAll([MEIER, 'M-1'], [MEIER, 'M-2']);
    let killings = 0;
    const slice = failingAt('M-2', async () => {
      if ((killings += 1) <= 2) await loseAConnection();
    });
    await capture.transport.publish(CUSTOMERS, messages);
    const consumer = await startConsumer(optionsOf(enrichment, [slice]));
    await eventually(async () => expect(await told(enrichment, MEIER)).toEqual(['M-1', 'M-2']));
    await consumer.stop();
    expect([killings, await parked()]).toEqual([3, []]);
  });
});

describe('an outage while a culprit is looked for', () => {
  it('parks nothing either', async () => {
    const messages = await identifyAll([MEIER, 'M-1']);
    let calls = 0;
    const slice = failingAt('M-1', () => {
      if ((calls += 1) === 1) throw new TypeError('text is null');
      throw Object.assign(new Error('the server shuts down'), { code: '57P01' });
    });
    const { deliver } = await consumeByHand(enrichment, [slice]);
    await expect(deliver({ ...PARTITION, messages: standing(messages) })).rejects.toThrow('shuts down');
    expect([calls, await parked(), await nextOffset()]).toEqual([2, [], 0]);
  });
});

describe('a record of an upstream system', () => {
  const intake: Intake = {
    name: 'take-record',
    topic: UPSTREAM_TOPIC,
    failed: () => ({ tenantId: 'acme', code: 'internal-error', detail: 'no word of it' }),
    read: ({ value }) => {
      const text = Buffer.from(value).toString();
      const context = contextOf('acme');
      const ifRejected = () => ({ tenantId: 'acme', code: 'record-differs', detail: 'told before, with other words' });
      return Promise.resolve(
        text.startsWith('{')
          ? { tenantId: 'acme', code: 'record-unreadable', detail: 'no name in it' }
          : { context, handling: echoOf(uuid('a theme'), text), ifRejected },
      );
    },
  };

  it('that cannot be read, or is refused, is kept sealed; those behind it flow', async () => {
    const { deliver } = await consumeByHand(enrichment, [intakeSlice(intake)]);
    const texts = ['R-1', '{"text": "Mein Name ist Jäger', 'refused', 'R-2'];
    const messages = standing(texts.map(text => ({ key: null, headers: {}, value: bytes(text) })));
    expect(await deliver({ topic: UPSTREAM_TOPIC, partition: 0, messages })).toMatchObject({ next: 4n });
    expect(await told(enrichment)).toEqual(['R-1', 'R-2']);
    const kept = await installation.sql<{ sealed: Buffer }>(
      'SELECT "offset"::int AS at, tenant_id, code, detail, sealed FROM enrichment.quarantine ORDER BY "offset"',
    );
    expect(kept).toMatchObject([
      { at: 1, tenant_id: 'acme', code: 'record-unreadable', detail: 'no name in it' },
      { at: 2, tenant_id: 'acme', code: 'record-differs', detail: 'told before, with other words' },
    ]);
    const words = Buffer.from('{"text": "Mein Name ist Jäger');
    expect(kept.map(({ sealed }) => [sealed.includes(words), sealed.includes(words.toString('base64'))])).toEqual([
      [false, false],
      [false, false],
    ]);
    expect(await parked()).toEqual([]);
  });

  it('that three tries fail at is kept sealed as well, and holds up nobody', async () => {
    const { deliver } = await consumeByHand(enrichment, [intakeSlice(intake)]);
    const messages = standing(['broken', 'R-1'].map(text => ({ key: bytes('K-7'), headers: {}, value: bytes(text) })));
    await deliver({ topic: UPSTREAM_TOPIC, partition: 0, messages });
    expect([await told(enrichment), await parked()]).toEqual([['R-1'], []]);
    const [kept] = await listQuarantine(enrichment.database.writer, 'acme', { after: null, limit: 9 });
    expect(kept).toMatchObject({ offset: 0n, code: 'internal-error', detail: 'no word of it' });
    const opened = await openQuarantined(enrichment.database.writer, enrichment.privacy, kept!);
    expect(opened.bytes).toMatchObject({ value: Buffer.from('broken').toString('base64') });
  });

  it('comes once, by its offset, when it is delivered again', async () => {
    const { deliver } = await consumeByHand(enrichment, [intakeSlice(intake)]);
    const messages = standing(['R-1', '{'].map(text => ({ key: null, headers: {}, value: bytes(text) })));
    await deliver({ topic: UPSTREAM_TOPIC, partition: 0, messages });
    await deliver({ topic: UPSTREAM_TOPIC, partition: 0, messages });
    expect(await told(enrichment)).toEqual(['R-1']);
    expect(await installation.sql('SELECT code FROM enrichment.quarantine')).toHaveLength(1);
  });
});

it('what is parked already is looked for by its offset, however much of its partition is', async () => {
  const { writer } = enrichment.database;
  await writer.query(
    `INSERT INTO parked (slices, topic, partition, "offset", key, headers, value, cause)
     SELECT '{a}', $1, 2, nth, '', '{}', '', '' FROM generate_series(1, 5000) nth`,
    [CUSTOMERS],
  );
  await writer.query('ANALYZE parked');
  let plan = '';
  const query = async (sql: string, values: unknown[]) => {
    const { rows } = await writer.query<Record<string, string>>(`EXPLAIN ${sql}`, values);
    plan = rows.map(row => row['QUERY PLAN']).join('\n');
  };
  const message = { received: standing([{ key: null, headers: {}, value: bytes('') }])[0] } as Prepared;
  await park({ query } as unknown as ClientBase, PARTITION, { message, slices: ['a'], cause: undefined });
  expect(plan).toMatch(/Index Cond: .*"offset" = /);
});
