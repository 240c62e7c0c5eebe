import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const exec = promisify(execFile);

export interface Server {
  url: string;
  /** PostgreSQL's data directory. */
  data: string;
}

/** A base backup of a server that goes on serving: what pg_basebackup does, for a PostgreSQL that comes without it. */
export async function backUp({ url, data }: Server, folder: string, meanwhile: () => Promise<void>): Promise<void> {
  await mkdir(folder);
  const client = new Client(url);
  await client.connect();
  try {
    // The slot keeps the write-ahead log from the start on, however long the copy takes.
    await client.query("SELECT pg_create_physical_replication_slot('backup', true, true)");
    await client.query("SELECT pg_backup_start('backup', true)");
    await copy(data, folder, ['.'], ['--exclude=./postmaster.*', '--exclude=./pg_wal/*', '--exclude=./pg_replslot/*']);
    await meanwhile();
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop()');
    await copy(data, folder, ['pg_wal']);
    await writeFile(join(folder, 'backup_label'), rows[0]?.labelfile ?? '');
  } finally {
    await client.end();
  }
}

/** Files change and vanish while they are copied: the write-ahead log makes up for it. */
async function copy(from: string, to: string, what: string[], options: string[] = []): Promise<void> {
  const read = ['tar', '-C', from, '--ignore-failed-read', '--warning=none', ...options, '-cf', '-', ...what];
  await exec('bash', ['-c', '"${@:2}" | tar -C "$1" -xpf -', 'copy', to, ...read]);
}

/** Puts it where a server will start on it, in the name of whom its files are. */
export async function putBack(folder: string, data: string): Promise<void> {
  await exec('cp', ['-a', folder, data]);
  const owner = await exec('stat', ['-c', '%u:%g', join(folder, 'PG_VERSION')]);
  await exec('chown', [owner.stdout.trim(), data, join(data, 'backup_label')]);
  await exec('chmod', ['700', data]);
}
