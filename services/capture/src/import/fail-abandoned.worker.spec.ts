import { eventually } from '@ckm/backing-services';
import type { Service } from '@ckm/service';
import { capture } from '../capture.module.js';

it('without imports, what is to be read is asked for often, and who gave one up seldom', async () => {
  const asked = { running: 0, receiving: 0 };
  const query = (sql: string) => {
    for (const state of ['running', 'receiving'] as const) if (sql.includes(`state = '${state}'`)) asked[state] += 1;
    return Promise.resolve({ rows: [] });
  };
  const service = {
    transaction: (work: (client: object) => Promise<unknown>) => work({ query }),
    tombstones: { unannounced: () => Promise.resolve([]) },
    now: () => new Date(),
  } as unknown as Service;
  const workers = capture.workers!(service);
  await eventually(() => Promise.resolve(expect(asked.running).toBeGreaterThan(4)));
  expect(asked.receiving).toBe(1);
  await Promise.all(workers.map(worker => worker.stop()));
});
