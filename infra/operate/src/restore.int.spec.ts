import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '@ckm/backing-services';
import { type Env, Installation } from './installation.js';
import { backUp, putBack } from './physical-backup.js';
import { findTools, ServerWithTools } from './server-with-tools.js';
import { countRows, forgottenWords, live, speak, untilQuiet } from './world.js';

const LONG_MS = 400_000;
/** What is kept apart from the databases. */
const KEPT = ['master.key', 'signing.key', 'jwks.json', 'erasures.ndjson'];
const DUMP = fileURLToPath(new URL('../../backup/dump.sh', import.meta.url));
const RESTORE = fileURLToPath(new URL('../../backup/restore.sh', import.meta.url));
const tools = findTools();

let folder: string;
const servers: ServerWithTools[] = [];
let ckm: Installation | undefined;
let before: Record<string, number>;
let feed: unknown;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ckm-drill-'));
  // PostgreSQL runs as another user where this one is root.
  await chmod(folder, 0o755);
});
afterEach(async () => {
  await ckm?.remove();
  ckm = undefined;
  await Promise.all(servers.splice(0).map(server => server.lose()));
  await rm(folder, { recursive: true, force: true });
});

const feedOf = async (of: Installation) => (await of.ask<{ data: unknown[] }>('/v1/feed?limit=100')).data;

async function freshServer(): Promise<ServerWithTools> {
  const server = await ServerWithTools.start(tools ?? '', join(folder, `server-${servers.length}`));
  servers.push(server);
  return server;
}

async function anotherFor(lost: ServerWithTools): Promise<ServerWithTools> {
  await lost.lose();
  return freshServer();
}

/** What there is when the backup has been made. */
async function remember(of: Installation, url: string): Promise<void> {
  await untilQuiet(of);
  before = await countRows(url);
  feed = await feedOf(of);
}

/** @returns where a new one begins with what was kept apart */
async function loseEverything(of: Installation): Promise<string> {
  const home = join(folder, 'home');
  await mkdir(home, { mode: 0o755 });
  for (const file of KEPT) await cp(join(of.home, file), join(folder, file));
  await of.remove();
  for (const file of KEPT) await cp(join(folder, file), join(home, file));
  return home;
}

async function isAsBefore(home: string, url: () => Promise<string>, env: Env = {}): Promise<void> {
  ckm = await Installation.start({ home, env });
  await untilQuiet(ckm);
  expect(await countRows(await url())).toEqual(before);
  expect(await feedOf(ckm)).toEqual(feed);
  expect(await forgottenWords(ckm)).toEqual([]);
  const { code, said } = await ckm.ckm('verify');
  expect([code, said.match(/✗.*/g)]).toEqual([0, null]);
  // It goes on, and knows what it knew.
  await speak(ckm, 'before', 1);
  await speak(ckm, 'after', 1);
  await untilQuiet(ckm);
  expect(await feedOf(ckm)).toHaveLength((feed as unknown[]).length + 1);
}

it(
  'a base backup that was made while customers wrote brings everything back',
  async () => {
    ckm = await Installation.start();
    const postgres = join(ckm.home, 'postgres');
    const { url } = await startPostgres({ dataDirectory: postgres });
    await live(ckm);
    const running = ckm;
    await backUp({ url, data: join(postgres, 'data') }, join(folder, 'base'), async () => {
      await speak(running, 'meanwhile', 20);
      await remember(running, url);
    });
    await cp(join(postgres, 'password'), join(folder, 'password'));
    const home = await loseEverything(ckm);
    await mkdir(join(home, 'postgres'), { mode: 0o700 });
    await putBack(join(folder, 'base'), join(home, 'postgres', 'data'));
    await cp(join(folder, 'password'), join(home, 'postgres', 'password'));
    await isAsBefore(home, async () => (await startPostgres({ dataDirectory: join(home, 'postgres') })).url);
  },
  LONG_MS,
);

(tools ? it : it.skip).each(['a fresh server', 'the same server, emptied'])(
  'a dump brings everything back in %s, where PostgreSQL has its tools',
  async where => {
    const first = await freshServer();
    ckm = await Installation.start({ env: { DATABASE_URL: first.url } });
    await live(ckm);
    await remember(ckm, first.url);
    await first.script(DUMP, join(folder, 'dump'));
    const home = await loseEverything(ckm);
    const second = where === 'a fresh server' ? await anotherFor(first) : first;
    if (second === first) await first.empty();
    await second.script(RESTORE, join(folder, 'dump'));
    await isAsBefore(home, () => Promise.resolve(second.url), { DATABASE_URL: second.url });
  },
  LONG_MS,
);
