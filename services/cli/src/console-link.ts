import { existsSync } from 'node:fs';
import type { Settings } from './settings.js';
import { adminTokenIn } from './secrets.js';
import { signingKeyOf, signToken } from './sign-token.js';

/** Short, as the token stays in the browser's history and on the screen. */
const EXPIRES = '12h';

/**
 * A link that opens the console with the rights of the administrator.
 * @param isInteractive false where the output is kept, as in a log: then it says only which file holds the token
 */
export async function consoleLink({ home, tenantId }: Settings, url: string, isInteractive: boolean): Promise<string> {
  // Where another process is just starting on the home, the key may not exist yet.
  if (!isInteractive || !existsSync(signingKeyOf(home))) return `${url} (the token is in ${adminTokenIn(home)})`;
  const token = await signToken(home, { tenantId, role: 'admin', subject: 'admin', expires: EXPIRES });
  return `${url}/#token=${token}`;
}
