// The same append into a log of ten thousand, a million and five million events: what becomes slower as the log grows.
import { randomUUID } from 'node:crypto';
import { contextOf, makeThemeLog } from '../../libs/event-store/dist/fixture/theme-log.js';
import pg from 'pg';
import { durablePostgres } from './database.mjs';
import { quantile, table } from './rounds.mjs';

const SIZES = (process.env.CKM_BENCH_SIZES ?? '10000,1000000,5000000').split(',').map(Number);
const WRITERS = 64;
const MS = 5_000;
const RUNS = 21;
const DATA = { name: 'Paper jams', description: 'The tray takes two sheets at once, every time.', examples: [] };

export async function growth(say) {
  const postgres = await durablePostgres({ shared_buffers: '1GB', max_wal_size: '8GB' });
  const log = await makeThemeLog(postgres.url);
  const pool = new pg.Pool({ connectionString: postgres.url, max: 1 });
  const context = contextOf('acme');
  const append = () => {
    const streamId = randomUUID();
    const events = [{ type: 'ThemeDescribed', data: { themeId: streamId, ...DATA } }];
    return log.store.append({ context, streamId, expected: 'none', events });
  };
  let count = 0;
  const during = async (writers, isOver) => {
    const took = [];
    const began = performance.now();
    const writer = async () => {
      while (!isOver(began)) {
        const at = performance.now();
        await append();
        count++;
        took.push(performance.now() - at);
      }
    };
    await Promise.all(Array.from({ length: writers }, writer));
    return { perSecond: (took.length / (performance.now() - began)) * 1_000, p99: quantile(took, 0.99) };
  };
  const rows = [];
  for (const size of SIZES) {
    await during(500, () => count >= size);
    await pool.query('CHECKPOINT');
    const { perSecond, p99 } = await during(WRITERS, began => performance.now() - began > MS);
    const head = await timed(() => log.store.head());
    const stream = (await pool.query('SELECT stream_id FROM themes.events ORDER BY position LIMIT 1')).rows[0]
      .stream_id;
    const load = await timed(() => log.store.readStream('acme', stream));
    const page = await timed(() => log.store.readLog(BigInt(size >> 1), 500));
    const bytes = (await pool.query(`SELECT pg_total_relation_size('themes.events')::float8 / 1e6 AS mb`)).rows[0].mb;
    rows.push([size.toLocaleString('en-GB'), perSecond, p99, load, page, head, bytes]);
    say(JSON.stringify(rows.at(-1)));
  }
  await Promise.all([log.close(), pool.end()]);
  await postgres.stop();
  return `${WRITERS} writers for ${MS / 1_000} s at each size.\n\n${table(['events', 'append /s', 'p99 ms', 'load a stream ms', 'read 500 ms', 'head ms', 'log MB'], rows)}`;
}

/** In milliseconds: the median. */
async function timed(work) {
  const took = [];
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now();
    await work();
    took.push(performance.now() - began);
  }
  return quantile(took, 0.5);
}
