import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@ckm/backing-services';
import { ckm, serveBeforeAll, site } from './fixture/one-site.js';

serveBeforeAll();

const VERIFYING = `(hashtext('verify'), hashtext('capture'))`;
const waiting = async (): Promise<number> => {
  const sql = `SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
  return (await site.sql<{ count: number }>(sql))[0]!.count;
};

it('requests to verify the promises that come at the same time share one run', async () => {
  await site.sql(`SELECT pg_advisory_lock${VERIFYING}`);
  const tenants = ['acme', 'globex'];
  const asked = Array.from({ length: 20 }, (_, nth) => ckm.ask('/v1/ops/verify', { tenant: tenants[nth % 2] }));
  await eventually(async () => expect(await waiting()).toBeGreaterThan(0));
  await pause(500);
  expect(await waiting()).toBe(1);
  expect(await ckm.ask('/v1/ops/verify?views=false')).toMatchObject({ status: 200 });
  await site.sql(`SELECT pg_advisory_unlock${VERIFYING}`);
  const answers = await Promise.all(asked);
  expect(answers.map(({ status }) => status)).toEqual(asked.map(() => 200));
  // Who does not run the installation is not told more because somebody asks with it who does.
  expect(answers.map(({ body }) => Object.hasOwn((body as { data: object }).data, 'epoch'))).toEqual(
    asked.map((_, nth) => nth % 2 === 0),
  );
});

it('verification reads the log on a connection of its own, which is closed afterwards', async () => {
  const pids = async () => (await site.sql<{ pid: number }>('SELECT pid FROM pg_stat_activity')).map(({ pid }) => pid);
  const reading = () =>
    site.sql<{ pid: number }>("SELECT pid FROM pg_locks WHERE relation = 'capture.block'::regclass AND NOT granted");
  const before = await pids();
  await site.sql('BEGIN');
  await site.sql('LOCK TABLE capture.block IN ACCESS EXCLUSIVE MODE');
  const asked = ckm.ask('/v1/ops/verify?views=false');
  await eventually(async () => expect(await reading()).toHaveLength(1));
  const [{ pid } = { pid: 0 }] = await reading();
  await site.sql('ROLLBACK');
  expect(await asked).toMatchObject({ status: 200 });
  expect(before).not.toContain(pid);
  await eventually(async () => expect(await pids()).not.toContain(pid));
});
