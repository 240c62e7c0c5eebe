import { createHash } from 'node:crypto';
import type { QueryConfig } from 'pg';

const names = new Map<string, string>();

/**
 * A statement that each connection parses once and, where any values do, plans once: of what is asked for every event that is half of the
 * work. For texts of which there are few: a connection keeps what it has parsed.
 */
export function prepared(text: string, values: unknown[]): QueryConfig {
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url').slice(0, 20);
  names.set(text, name);
  return { name, text, values };
}
