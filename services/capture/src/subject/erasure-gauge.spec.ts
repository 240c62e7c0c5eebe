import type { Tombstone } from '@ckm/privacy';
import { erasureGauge } from './erasure-gauge.js';

const now = () => new Date('2026-11-02T08:15:00Z');
const asked = (at: string) => ({ at: new Date(at) }) as Tombstone;
const told = async (untold: Tombstone[]) => {
  const tombstones = { unannounced: () => Promise.resolve(untold) } as Parameters<typeof erasureGauge>[0]['tombstones'];
  return (await erasureGauge({ tombstones, now }).read()).map(({ value }) => value);
};

it('the gauge is the age of the oldest erasure that was not announced', async () =>
  expect(await told([asked('2026-11-02T08:14:00Z'), asked('2026-11-02T08:14:50Z')])).toEqual([60]));

it('the gauge is 0 when all erasures were announced', async () => expect(await told([])).toEqual([0]));
