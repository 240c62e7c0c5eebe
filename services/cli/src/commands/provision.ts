import { closeSync, fchmodSync, fstatSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { command, handler, type Io } from '../call.js';
import { usageError } from '../exit.js';
import { readSettings } from '../settings.js';

const ABOUT =
  'Make keys under $CKM_HOME, and schemas, roles and logins at $DATABASE_URL, for services that are not started by "ckm up"; ' +
  'what they need is written to $CKM_HOME/services.env, or where --out says.';

export const provision = (io: Io): Command =>
  command(io, 'provision', ABOUT)
    .option('--out <file>', 'for node --env-file (default: $CKM_HOME/services.env)')
    .action(
      handler(io, async call => {
        const settings = readSettings(io.env);
        if (settings.databaseUrl === null) throw usageError('DATABASE_URL is missing');
        mkdirSync(settings.home, { recursive: true });
        const { openAdminToken, openKeys } = await import('../secrets.js');
        const { openDatabases } = await import('../databases.js');
        const { env } = await openDatabases(settings, await openKeys(settings), io.say);
        await openAdminToken(settings);
        const file = call.text('out') ?? join(settings.home, 'services.env');
        const all = {
          ...env,
          CKM_JWKS_FILE: settings.jwksFile,
          CKM_MASTER_KEY_FILE: settings.masterKeyFile,
          CKM_ERASURES_FILE: settings.erasuresFile,
        };
        const lines = Object.entries(all).map(([name, value]) => `${name}=${quoted(value)}\n`);
        writeForOwner(file, lines.join(''));
        call.show({ file, variables: Object.keys(all) }, [file]);
        return true;
      }),
    );

/** Not by renaming, as the target may be a pipe or a link. A file can be read only by its owner, also when it existed before. */
function writeForOwner(file: string, content: string): void {
  const opened = openSync(file, 'w', 0o600);
  try {
    if (fstatSync(opened).isFile()) fchmodSync(opened, 0o600);
    writeFileSync(opened, content);
  } finally {
    closeSync(opened);
  }
}

/**
 * Unquoted where possible: kubectl takes quotes for part of the value. Double quotes come last: in them Node.js reads `\n` as a line feed.
 */
function quoted(value: string): string {
  if (!/[\s#'"`]/.test(value)) return value;
  const quote = ["'", '`', '"'].find(each => !value.includes(each));
  if (quote === undefined) throw usageError(`${value} cannot be written down: it has every kind of quotation mark`);
  return quote + value + quote;
}
