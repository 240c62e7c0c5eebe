import { setTimeout as pause } from 'node:timers/promises';
import type { Service } from '@ckm/service';
import { groupUncategorised } from './group-uncategorised.worker.js';

it('the worker that groups looks for work now and then, not whenever an event is appended', async () => {
  let looked = 0;
  let append = (): void => undefined;
  const isBuilding = () => ++looked > 0;
  const events = { onAppend: (listener: () => void) => ((append = listener), () => undefined) };
  const worker = groupUncategorised({ events, isBuilding } as unknown as Service);
  for (let nth = 0; nth < 5; nth++) {
    await pause(10);
    append();
  }
  await worker.stop();
  expect(looked).toBe(1);
});
