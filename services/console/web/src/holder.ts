/**
 * The person whom a token was issued to, as one string; null where its claims cannot be read. Nothing is verified here:
 * the services alone check the signature.
 */
export function holderOf(token: string): string | null {
  const [, payload = ''] = token.split('.');
  try {
    const { iss, sub, tenant } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return JSON.stringify([iss, sub, tenant]);
  } catch {
    // Not a JWT: the services refuse it.
    return null;
  }
}

/** The same for two tokens exactly where they are of one person; an unreadable token is only the same as itself. */
export const holderKey = (token: string) => holderOf(token) ?? token;
