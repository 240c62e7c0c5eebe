import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '@ckm/backing-services';
import pg from 'pg';

const CKM = fileURLToPath(new URL('../../services/cli/bin/ckm.js', import.meta.url));

/** `ckm up` as a user runs it, in a home that is removed at the stop. */
export async function startInstallation(env = {}) {
  const home = mkdtempSync(join(tmpdir(), 'ckm-bench-'));
  chmodSync(home, 0o755);
  const limits = { CKM_RATE_KEY: '1000000', CKM_RATE_TENANT: '1000000' };
  const began = performance.now();
  const child = spawn(process.execPath, [CKM, 'up'], {
    env: {
      PATH: process.env.PATH,
      CKM_HOME: home,
      CKM_PORT: '4100',
      CKM_DEMO: '0',
      LOG_LEVEL: 'warn',
      ...limits,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  await new Promise((resolve, reject) => {
    child.stdout.on('data', text => (said += text).includes('ckm ready') && resolve());
    child.once('exit', () => reject(new Error(`ckm up ended: ${said}`)));
  });
  const startedIn = (performance.now() - began) / 1_000;
  const url = 'http://127.0.0.1:4100';
  const headers = { authorization: `Bearer ${readFileSync(join(home, 'admin.token'), 'utf8').trim()}` };
  const { url: databaseUrl, pid: postmaster } = await startPostgres({ dataDirectory: join(home, 'postgres') });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const status = async () => (await (await fetch(`${url}/v1/ops/status`, { headers })).json()).data;
  return {
    home,
    url,
    headers,
    startedIn,
    sql: async (text, values) => (await pool.query(text, values)).rows,
    status,
    /** CPU time of its processes and those of its PostgreSQL, since they began. */
    cpuSeconds: () => [...processesOf(home), ...childrenOf(postmaster)].reduce((sum, pid) => sum + cpuOf(pid), 0),
    pidOf: part => processesOf(home).find(pid => commandOf(pid).includes(`services/${part}/`)),
    /** Resolves when everything is sent and read. */
    atRest: async () => {
      for (;;) {
        const services = await status();
        const behind = services.flatMap(one => [...(one.lanes ?? []), ...(one.consumers ?? [])]);
        if (behind.length > 0 && behind.every(one => one.lagEvents === 0)) return;
        await new Promise(resolve => setTimeout(resolve, 500));
      }
    },
    send: async events => {
      const answer = await fetch(`${url}/v1/events`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/cloudevents-batch+json' },
        body: JSON.stringify(events),
      });
      if (answer.status !== 202) throw new Error(await answer.text());
      return (await answer.json()).data;
    },
    stop: async () => {
      await pool.end();
      child.kill('SIGINT');
      await once(child, 'exit');
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const commandOf = pid => contentOf(`/proc/${pid}/cmdline`);
const processesOf = home =>
  readdirSync('/proc').filter(name => /^\d+$/.test(name) && contentOf(`/proc/${name}/environ`).includes(home));

// A backend of PostgreSQL writes its title over its command line and environment: it is known by its parent.
const childrenOf = parent =>
  readdirSync('/proc').filter(name => /^\d+$/.test(name) && statOf(name)[1] === String(parent));

/** User and system time, in seconds; the kernel counts ticks of 10 ms. */
const cpuOf = pid => (Number(statOf(pid)[11] ?? 0) + Number(statOf(pid)[12] ?? 0)) / 100;

/** The fields of proc_pid_stat(5) from the third on. */
const statOf = pid => contentOf(`/proc/${pid}/stat`).split(') ').at(-1).split(' ');

function contentOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // It has ended meanwhile.
  }
}
