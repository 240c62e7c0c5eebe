import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@ckm/backing-services';

/** PostgreSQL that is durable as that of `npm start` is: every commit is on the disk. Its folder is removed at the stop. */
export async function durablePostgres(settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'ckm-bench-'));
  chmodSync(folder, 0o755);
  const { url, pid, stop } = await startPostgres({
    dataDirectory: join(folder, 'postgres'),
    settings: { max_connections: '200', shared_buffers: '512MB', ...settings },
  });
  return {
    url,
    pid,
    stop: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
