import { testPostgres } from '@ckm/backing-services';
import { Client, Pool } from 'pg';
import type { QueryRunner } from 'typeorm';
import { interruptionContract } from './contract/interruption.contract.js';
import { gate, Listener, newTopic, numbered, pause, type Interrupt, type Road } from './contract/road.js';
import { postgresTransport } from './postgres-transport.js';
import { transportContract } from './transport.contract.js';
import { HeadersAsText1764316800000, Transport1763769600000 } from './transport.migration.js';
import type { Transport } from './transport.js';

interface PostgresRoad extends Road {
  pool: Pool;
  another: (idleMs?: number) => Transport;
  interrupt: Interrupt;
}

async function postgresRoad(): Promise<PostgresRoad> {
  const { url, stop } = await testPostgres();
  const pool = new Pool({ connectionString: url, max: 2 });
  await new Transport1763769600000().up(pool as unknown as QueryRunner);
  const transports: Transport[] = [];
  const pools = [pool];
  const open = (own: Pool, idleMs?: number) => {
    const transport = postgresTransport({ pool: own, idleMs });
    transports.push(transport);
    return transport;
  };
  return {
    pool,
    transport: open(pool),
    another: idleMs => {
      const own = new Pool({ connectionString: url, max: 2 });
      pools.push(own);
      return open(own, idleMs);
    },
    makeAnew: async topic => void (await pool.query('DELETE FROM transport.message WHERE topic = $1', [topic])),
    behead: async (topic, partition, below) =>
      void (await pool.query('DELETE FROM transport.message WHERE topic = $1 AND partition = $2 AND "offset" < $3', [
        topic,
        partition,
        below,
      ])),
    interrupt: () => lockOut(url),
    close: async () => {
      await Promise.all(transports.map(transport => transport.close()));
      await Promise.all(pools.map(own => own.end()));
      await stop();
    },
  };
}

/** Ends every connection to the database and lets nobody in for a while. */
async function lockOut(url: string): Promise<void> {
  const { pathname } = new URL(url);
  const database = pathname.slice(1);
  const admin = new Client({ connectionString: Object.assign(new URL(url), { pathname: '/postgres' }).href });
  await admin.connect();
  await admin.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [database]);
  await pause(500);
  await admin.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS true`);
  await admin.end();
}

transportContract('the PostgreSQL transport', postgresRoad);

describe('the PostgreSQL transport after its connections were cut', () => {
  let road: PostgresRoad;
  beforeAll(async () => (road = await postgresRoad()));
  afterAll(() => road.close());

  interruptionContract(() => road);
});

describe('what was published on the PostgreSQL transport', () => {
  const AN_HOUR = 3_600_000;
  let road: PostgresRoad;
  let topic: string;
  let listener: Listener;
  beforeAll(async () => (road = await postgresRoad()));
  beforeEach(async () => {
    topic = await newTopic(road.transport);
    listener = new Listener();
  });
  afterEach(() => listener.stop());
  afterAll(() => road.close());

  it('is told to who looks once an hour', async () => {
    await listener.listen(road.another(AN_HOUR), { topics: [topic] });
    for (const count of [1, 2, 3]) {
      await road.transport.publish(topic, numbered('k', 1));
      await listener.untilCount(count);
    }
  });

  it('is told to who was busy with what came before', async () => {
    const { opened, open } = gate();
    const busy = new Listener(async ({ next }) => (await opened, { next }));
    await busy.listen(road.another(AN_HOUR), { topics: [topic] });
    await road.transport.publish(topic, numbered('k', 1));
    await busy.untilCount(1);
    await road.transport.publish(topic, numbered('k', 1));
    await pause(100);
    open();
    await busy.untilCount(2);
    await busy.stop();
  });

  it('is told again after the connection that listens was cut', async () => {
    await listener.listen(road.another(AN_HOUR), { topics: [topic] });
    await road.transport.publish(topic, numbered('k', 1));
    await listener.untilCount(1);
    await road.interrupt();
    await road.transport.publish(topic, numbered('k', 1));

    await listener.untilCount(2);
  });

  it('is found by who was not told', async () => {
    await listener.listen(road.another(), { topics: [topic] });
    await road.pool.query(`SELECT transport.publish($1, '{0}', '{k}', '{"{}"}', '{v}')`, [topic]);

    await listener.untilCount(1);
  });
});

describe('the tables of the PostgreSQL transport', () => {
  let road: PostgresRoad;
  beforeAll(async () => (road = await postgresRoad()));
  afterAll(() => road.close());

  it('only lock the row of a partition, so that it leaves no dead versions behind', async () => {
    const { transport, pool } = road;
    const topic = await newTopic(transport);
    const version = () => pool.query('SELECT ctid FROM transport.partition WHERE topic = $1', [topic]);
    const before = await version();
    await transport.publish(topic, numbered('k', 1));
    await transport.publish(topic, numbered('k', 1));

    expect((await version()).rows).toEqual(before.rows);
  });

  it('lose what is older than a topic keeps, when it is declared again, but never count anew', async () => {
    const { transport, pool } = road;
    const kept = await newTopic(transport);
    const topic = { name: `${kept}-short`, partitions: 1, retentionMs: 30 * 86_400_000 };
    await transport.ensureTopics([topic]);
    for (const name of [kept, topic.name]) await transport.publish(name, numbered('k', 3));
    const firsts = async () => {
      await transport.ensureTopics([topic]);
      return Promise.all([kept, topic.name].map(async name => (await transport.bounds(name))[0]));
    };
    const whole = { partition: 0, first: 0n, end: 3n };
    expect(await firsts()).toEqual([whole, whole]);
    await pool.query(`UPDATE transport.message SET written_at = written_at - interval '31 days'`);
    expect(await firsts()).toEqual([whole, { ...whole, first: 2n }]);
  });

  it('keep of the last message, when it is older than its topic keeps, the place alone', async () => {
    const { transport, pool } = road;
    const kept = await newTopic(transport);
    const topic = { name: `${kept}-emptied`, partitions: 1, retentionMs: 30 * 86_400_000 };
    const said = { key: Buffer.from('k'), value: Buffer.from('words'), headers: { of: Buffer.from('somebody') } };
    await transport.ensureTopics([topic]);
    for (const name of [kept, topic.name]) await transport.publish(name, [said]);
    const last = async () => {
      await transport.ensureTopics([topic]);
      const found = await Promise.all([kept, topic.name].map(name => transport.last(name, 0)));
      return found.map(one => [one?.offset, String(one?.key), String(one?.value), Object.keys(one?.headers ?? {})]);
    };
    const whole = [0n, 'k', 'words', ['of']];
    expect(await last()).toEqual([whole, whole]);
    await pool.query(`UPDATE transport.message SET written_at = written_at - interval '31 days'`);
    expect(await last()).toEqual([whole, [0n, 'k', '', []]]);

    expect(await transport.publish(topic.name, [said])).toEqual([{ partition: 0, lastOffset: 1n }]);
    const listener = await new Listener().listen(transport, { topics: [topic.name] });
    await listener.untilCount(2);
    await listener.stop();
    expect(listener.values).toEqual(['', 'words']);
  });

  it('keep the headers that were written in base64', async () => {
    const { transport, pool } = road;
    const topic = await newTopic(transport);
    const bytes = Buffer.from([0xc3, 0x9c, 0x22, 0x5c, 0x01, 0xff]);
    await transport.publish(topic, [{ key: Buffer.from('k'), value: Buffer.from('v'), headers: {} }]);
    await pool.query('UPDATE transport.message SET headers = $2 WHERE topic = $1', [
      topic,
      JSON.stringify({ x: bytes.toString('base64') }),
    ]);
    await new HeadersAsText1764316800000().up(pool as unknown as QueryRunner);

    expect((await transport.last(topic, 0))?.headers).toEqual({ x: bytes });
  });
});
