import { eventually } from '@ckm/backing-services';
import { ckm, serveBeforeAll, site } from './fixture/one-site.js';

serveBeforeAll();

const status = async () =>
  (await ckm.ask<{ data: { alarms: string[]; sums: { intake?: object } } }>('/v1/ops/status')).body.data;
const counting = async () =>
  site.sql(
    "SELECT FROM pg_locks WHERE relation = 'capture.intake_tally'::regclass AND mode = 'AccessShareLock' AND NOT granted",
  );

it('the status leaves out sums that take too long to count, and only one count runs at a time', async () => {
  await site.sql('BEGIN');
  await site.sql('LOCK TABLE capture.intake_tally IN ACCESS EXCLUSIVE MODE');
  const asked = [status(), status(), status(), status()];
  await eventually(async () => expect(await counting()).not.toEqual([]));
  expect(await counting()).toHaveLength(1);
  const answers = await Promise.all(asked);
  expect(answers).toEqual(asked.map((): unknown => expect.objectContaining({ alarms: [], sums: {} })));
  await site.sql('ROLLBACK');
  expect((await status()).sums.intake).toMatchObject({ received: 0, balanced: true });
});
