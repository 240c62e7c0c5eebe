import { stat } from 'node:fs/promises';
import { run, succeeds, type Account } from '../run.js';

/**
 * The account that PostgreSQL runs as. It refuses to run as root: for root it is the owner of the data, or the system user `postgres`, which is
 * created if necessary; for any other user undefined, the user itself.
 */
export async function accountFor(dataDirectory: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(`${dataDirectory}/data`).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  if (!(await succeeds('id', ['postgres']))) await createSystemUser();
  const id = async (flag: string) => Number(await run('id', [flag, 'postgres']));
  return { uid: await id('-u'), gid: await id('-g') };
}

const createSystemUser = () =>
  run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']).catch(
    (cause: Error) => {
      throw new Error(`PostgreSQL does not run as root, and a user "postgres" could not be made: ${cause.message}`);
    },
  );

export const canWriteIn = (directory: string, account: Account | undefined) =>
  succeeds('/bin/sh', ['-c', 'cd "$0" && [ -w . ]', directory], { account });
