import { createHash } from 'node:crypto';
import type { QueryConfig } from 'pg';

const names = new Map<string, string>();

/**
 * A prepared statement: each connection parses it once and, if a generic plan serves, plans it once. For statements that run for every
 * event that is half of the work. Only for a small number of different texts: a connection keeps each of them for as long as it lives.
 */
export function prepared(text: string, values: unknown[]): QueryConfig {
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url').slice(0, 20);
  names.set(text, name);
  return { name, text, values };
}
