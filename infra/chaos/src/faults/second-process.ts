import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Installation } from '../site/installation.js';
import { until } from '../site/until.js';
import type { Part } from './holds.js';

const STARTS_WITHIN_MS = 30_000;

/** Another process of a service, on a port of its own; not of its bundle, so that a preload can change its modules. */
export async function startSecondProcess(
  installation: Installation,
  part: Part,
  env: Record<string, string> = {},
): Promise<ChildProcess> {
  const first = await until(part, STARTS_WITHIN_MS, async () => (await installation.processOf(part)) ?? undefined);
  const own = { PORT: '0', CKM_INSTANCE: `${part}-second`, CKM_HOLD_FOLDER: '', NODE_CHANNEL_FD: undefined };
  const second = spawn(process.execPath, [`services/${part}/dist/main.js`], {
    cwd: new URL('../../../../', import.meta.url),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...first.env, ...own, ...env },
  });
  await once(second, 'message');
  return second;
}
