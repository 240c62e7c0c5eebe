import { existsSync } from 'node:fs';
import type { Settings } from './settings.js';
import { adminTokenIn } from './secrets.js';
import { signingKeyOf, signToken } from './sign-token.js';

/** A working day: whoever finds it later, in a browser's history or on a screen, finds nothing. */
const EXPIRES = '12h';

/**
 * What opens the console at the address with the rights of its administrator.
 * @param isSeen by a person; what is written to a file says only where the token lies
 */
export async function entranceTo({ home, tenantId }: Settings, url: string, isSeen: boolean): Promise<string> {
  // Another start of the home may not have made its key yet.
  if (!isSeen || !existsSync(signingKeyOf(home))) return `${url} (the token is in ${adminTokenIn(home)})`;
  const token = await signToken(home, { tenantId, role: 'admin', subject: 'admin', expires: EXPIRES });
  return `${url}/#token=${token}`;
}
