import { type DomainEvent, UPSTREAM_TOPIC } from '@ckm/contracts';
import { command, type Decider, Rejection } from '@ckm/event-sourcing';
import { type ByHand, consumeByHand, standing } from './fixture/by-hand.js';
import { contextOf, uuid } from './fixture/customers.js';
import { enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { type Intake, intakeSlice, type Tally } from './slice.js';

const bytes = (text: string) => new TextEncoder().encode(text);

/** Keeps the first name of a theme: the same again is already so, another is refused. */
const onceNamed: Decider<string, string | null, DomainEvent<'ThemeDescribed'>> = {
  initialState: null,
  decide: (name, known) => {
    if (known !== null && known !== name) throw new Rejection('record-differs');
    const data = { themeId: uuid('a theme'), name, description: '', examples: [] };
    return known === null ? [{ type: 'ThemeDescribed', data }] : [];
  },
  evolve: (_, { data }) => data.name,
};

describe('the tally of an intake', () => {
  let tallies: Tally[];
  let failure: Error | null;

  const quarantined = { tenantId: 'acme', code: 'record-unreadable', detail: 'no name in it' };
  const intake: Intake = {
    name: 'take-record',
    topic: UPSTREAM_TOPIC,
    failed: () => quarantined,
    read: ({ value }) => {
      const text = Buffer.from(value).toString();
      if (text === 'broken') throw new TypeError('the intake has a fault');
      const handling = command(onceNamed, uuid('a theme'), text);
      return Promise.resolve(
        text.startsWith('{') ? quarantined : { context: contextOf('acme'), handling, ifRejected: () => quarantined },
      );
    },
    tally: async (client, counts) => {
      tallies.push(counts);
      await client.query('SELECT 1');
      if (failure) throw failure;
    },
  };
  const records = (...texts: string[]) =>
    standing(texts.map(text => ({ key: bytes('k'), headers: {}, value: bytes(text) })));
  const deliver = ({ deliver }: ByHand, ...texts: string[]) =>
    deliver({ topic: UPSTREAM_TOPIC, partition: 0, messages: records(...texts) });
  const atTheStart = () => installation.sql('UPDATE enrichment.checkpoint SET next_offset = 0');

  openBeforeEach();
  beforeEach(() => {
    [tallies, failure] = [[], null];
  });

  it('tells what is new from what was known, refused and unreadable', async () => {
    const consumer = await consumeByHand(enrichment, [intakeSlice(intake)]);
    await deliver(consumer, '打印机', '打印机', 'Drucker', '{', '打印机');
    expect(tallies).toEqual([{ received: 5, duplicates: 2, refused: 0, forgotten: 0 }]);
    expect(await enrichment.store.head()).toBe(1n);
    expect(await installation.sql('SELECT 1 FROM enrichment.quarantine')).toHaveLength(2);
  });

  it('counts a record that lies in quarantine already as a duplicate', async () => {
    const consumer = await consumeByHand(enrichment, [intakeSlice(intake)]);
    await deliver(consumer, '{');
    await atTheStart();
    await deliver(consumer, '{');
    expect(tallies).toEqual([
      { received: 1, duplicates: 0, refused: 0, forgotten: 0 },
      { received: 1, duplicates: 1, refused: 0, forgotten: 0 },
    ]);
  });

  it('says nothing of what was delivered again and dropped', async () => {
    const consumer = await consumeByHand(enrichment, [intakeSlice(intake)]);
    await deliver(consumer, 'Drucker');
    await deliver(consumer, 'Drucker', 'Drucker');
    expect(tallies).toMatchObject([
      { received: 1, duplicates: 0 },
      { received: 1, duplicates: 1 },
    ]);
  });

  it('counts what the intake fails at as received: it lies in quarantine', async () => {
    const consumer = await consumeByHand(enrichment, [intakeSlice(intake)]);
    await deliver(consumer, 'broken');
    expect(await installation.sql('SELECT 1 FROM enrichment.quarantine')).toHaveLength(1);
    expect(tallies).toEqual([{ received: 1, duplicates: 0, refused: 0, forgotten: 0 }]);
  });

  it('stands or falls with what it tells of', async () => {
    const consumer = await consumeByHand(enrichment, [intakeSlice(intake)]);
    failure = Object.assign(new Error('the server shuts down'), { code: '57P01' });
    await expect(deliver(consumer, 'Drucker')).rejects.toThrow('shuts down');
    expect(await enrichment.store.head()).toBe(0n);
    failure = null;
    await deliver(consumer, 'Drucker');
    expect(await enrichment.store.head()).toBe(1n);
  });
});
