/** Whose token it is; null where it does not tell. What it says is checked by the services alone. */
export function holderOf(token: string): string | null {
  const [, payload = ''] = token.split('.');
  try {
    const { iss, sub, tenant } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return JSON.stringify([iss, sub, tenant]);
  } catch {
    // No token of anybody: the services say so.
    return null;
  }
}
