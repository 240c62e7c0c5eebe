import { eventually } from '@ckm/backing-services';
import { ckm, countOf, serveBeforeAll, site } from '../fixture/one-site.js';

serveBeforeAll();

const counted = async () =>
  (await ckm.ask<{ data: { sums: { intake: object } } }>('/v1/ops/status')).body.data.sums.intake;
const add = (way: string, count: number, at: string) =>
  site.sql(`INSERT INTO capture.intake_tally SELECT $1, 5, 1, 2, 1, now() - $3::interval FROM generate_series(1, $2)`, [
    way,
    count,
    at,
  ]);

it('the rows of a while ago become one for each way in, by which the sums stay the same', async () => {
  await add('http', 300, '1 day');
  await add('topic', 20, '11 minutes');
  await add('http', 2, '1 minute');
  const before = await counted();
  expect(before).toMatchObject({ received: 1_610, refused: 644 });
  const started = await site.serve();
  await eventually(async () => expect(await countOf('intake_tally')).toBe(4)).finally(() => started.stop());
  expect(await counted()).toEqual(before);
});
