// Durable single appends, each to a stream of its own: ours, one INSERT a row, and Emmett.
import { randomUUID } from 'node:crypto';
import { getPostgreSQLEventStore } from './peers/emmett.mjs';
import { contextOf, makeThemeLog } from '../../libs/event-store/dist/fixture/theme-log.js';
import pg from 'pg';
import { durablePostgres } from './database.mjs';
import { inRounds, medianOf, quantile, ratio, table } from './rounds.mjs';

const WRITERS = [1, 10, 64, 256, 1024];
const SECONDS = 3;
const ROUNDS = 5;
/** Of the peers, which are fast by having many; with more than these PostgreSQL is slower again. */
const CONNECTIONS = 64;
const DATA = {
  name: 'Paper jams',
  description: 'Der Einzug nimmt zwei Blätter auf einmal, und dann steht alles. '.repeat(4),
  examples: [],
};

export async function append(say) {
  const postgres = await durablePostgres();
  const log = await makeThemeLog(postgres.url);
  const pool = new pg.Pool({ connectionString: postgres.url, max: CONNECTIONS });
  await pool.query(`CREATE TABLE event (id bigserial PRIMARY KEY, stream uuid NOT NULL, version int NOT NULL,
    type text NOT NULL, data json NOT NULL, meta json NOT NULL, UNIQUE (stream, version))`);
  const emmettPool = new pg.Pool({ connectionString: postgres.url, max: CONNECTIONS });
  const emmett = getPostgreSQLEventStore(postgres.url, { connectionOptions: { pool: emmettPool } });
  const context = contextOf('acme');
  const insert = {
    name: 'insert',
    text: 'INSERT INTO event (stream, version, type, data, meta) VALUES ($1, 1, $2, $3, $4)',
  };
  const contestants = {
    ckm: () => {
      const streamId = randomUUID();
      const events = [{ type: 'ThemeDescribed', data: { themeId: streamId, ...DATA } }];
      return log.store.append({ context, streamId, expected: 'none', events });
    },
    INSERT: () => {
      const themeId = randomUUID();
      const values = [themeId, 'ThemeDescribed', JSON.stringify({ themeId, ...DATA }), JSON.stringify(context)];
      return pool.query({ ...insert, values });
    },
    Emmett: () => {
      const themeId = randomUUID();
      return emmett.appendToStream(themeId, [
        { type: 'ThemeDescribed', data: { themeId, ...DATA }, metadata: context },
      ]);
    },
  };
  await Promise.all(Object.values(contestants).map(one => one()));
  const rows = [];
  for (const writers of WRITERS) {
    const loops = Object.fromEntries(
      Object.entries(contestants).map(([name, appendOne]) => [name, () => measure(appendOne, writers)]),
    );
    const found = await inRounds(loops, { rounds: ROUNDS, say: line => say(`${writers} writers, ${line}`) });
    const { ckm, INSERT, Emmett } = found;
    rows.push([
      String(writers),
      ...[ckm, INSERT, Emmett].map(one => medianOf(one, 'perSecond')),
      ratio(ckm, INSERT, 'perSecond'),
      ratio(ckm, Emmett, 'perSecond'),
      ratio(ckm, INSERT, 'p99'),
      medianOf(ckm, 'p99'),
    ]);
  }
  await Promise.all([log.close(), pool.end(), emmett.close()]);
  await emmettPool.end();
  await postgres.stop();
  const head = ['writers', 'ckm /s', 'INSERT /s', 'Emmett /s', '× INSERT', '× Emmett', 'p99 × INSERT', 'p99 ms'];
  return `One event of some 400 bytes a call, ${SECONDS} s each, ${ROUNDS} rounds; ckm on its 3 connections, the others on up to ${CONNECTIONS}.\n\n${table(head, rows)}`;
}

/** So many writers, each of which appends again as soon as it is answered. */
async function measure(appendOne, writers) {
  const took = [];
  const end = performance.now() + SECONDS * 1_000;
  const began = performance.now();
  const writer = async () => {
    for (let now = performance.now(); now < end;) {
      await appendOne();
      const then = performance.now();
      took.push(then - now);
      now = then;
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return {
    perSecond: (took.length / (performance.now() - began)) * 1_000,
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
  };
}
