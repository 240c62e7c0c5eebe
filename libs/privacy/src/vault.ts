import { randomBytes, randomUUID } from 'node:crypto';
import { batched, prepared } from '@ckm/event-store';
import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import { decrypt, encrypt } from './cipher.js';

/** Keys are cached for less than this: for so long a destroyed key may still open something. */
export const KEY_CACHE_MS = 5_000;
const MAX_KEYS = 50_000;

export interface Key {
  /** A UUID. */
  id: string;
  /** 32 bytes. */
  secret: Buffer;
}

/** What the vault knows of a person. */
export interface Standing {
  /** Null when there is no key: none was made yet, or none since the person was forgotten. */
  keyId: string | null;
  /** Events of that person up to this time are not taken any more; null for a person who was never forgotten. */
  forgottenUntil: Date | null;
}

/** Keys per (tenant, subject). To forget a person is to delete that person's key. */
export interface Vault {
  /** The subject's key, made when there is none; null when this service may make none. */
  keyOf(tenantId: string, subject: string): Promise<Key | null>;
  /** The key that an envelope names; null when it is gone. */
  keyById(id: string): Promise<Key | null>;
  /** Asks the database each time, and makes no key. A key that is gone is also dropped from this process's cache. */
  standingOf(tenantId: string, subject: string): Promise<Standing>;
}

export interface VaultOptions {
  pool: Pool;
  /** 32 bytes that wrap every key at rest. */
  masterKey: Buffer;
  /** Whether this service makes keys of persons: only the one that first hears of them does. Keys of a tenant any service makes. */
  makesKeys: boolean;
  /** Milliseconds, for the cache. Default: the monotonic clock, for with one that is set back keys would be cached for longer. */
  now?: () => number;
}

type Person = { tenantId: string; subject: string };
type Row = { key_id: string; tenant_id: string; subject: string; wrapped: Buffer };

/** Rows are inserted in one order everywhere, so that two processes that make the same keys do not deadlock. */
const MAKE = `INSERT INTO subject_key (key_id, tenant_id, subject, wrapped)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[]) ORDER BY 2, 3
  ON CONFLICT (tenant_id, subject) DO NOTHING`;
const BY_SUBJECT = `SELECT k.* FROM unnest($1::text[], $2::text[]) AS asked(tenant_id, subject) JOIN subject_key k USING (tenant_id, subject)`;
const STANDING = `SELECT k.key_id, t.until FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked(tenant_id, subject, nth)
  LEFT JOIN subject_key k USING (tenant_id, subject)
  LEFT JOIN LATERAL (SELECT max(until) AS until FROM tombstone WHERE (tenant_id, subject) = (asked.tenant_id, asked.subject)) t ON true
  ORDER BY nth`;
const BY_ID = `SELECT * FROM subject_key WHERE key_id = ANY($1::uuid[])`;

const SOME = 'SELECT key_id, wrapped FROM subject_key LIMIT 10';

/** Whether this master key unwraps at least one of ten keys, of which some may be damaged; true when the vault is empty. */
export async function opensVault(pool: Pool, masterKey: Buffer): Promise<boolean> {
  const { rows } = await pool.query<Pick<Row, 'key_id' | 'wrapped'>>(SOME);
  return rows.length === 0 || rows.some(row => opens(masterKey, row));
}

function opens(masterKey: Buffer, { key_id: id, wrapped }: Pick<Row, 'key_id' | 'wrapped'>): boolean {
  try {
    return decrypt(masterKey, wrapped, id).length > 0;
  } catch {
    return false;
  }
}

/** Whether the subject is the tenant itself, which is never forgotten, and no person. */
const isTenants = (subject: string): boolean => subject.startsWith('tenant:');

export function openVault({ pool, masterKey, makesKeys, now = () => performance.now() }: VaultOptions): Vault {
  const cache = { max: MAX_KEYS, ttl: KEY_CACHE_MS - 1, ttlResolution: 0, perf: { now } };
  const bySubject = new LRUCache<string, Key>(cache);
  const byId = new LRUCache<string, Key>(cache);
  const name = (tenantId: string, subject: string): string => JSON.stringify([tenantId, subject]);

  /** Called for each caller separately: a damaged key fails only those who asked for it, not the whole batch. */
  const unwrap = (row: Row | null): Key | null => {
    if (row === null) return null;
    const key = { id: row.key_id, secret: decrypt(masterKey, row.wrapped, row.key_id) };
    bySubject.set(name(row.tenant_id, row.subject), key);
    byId.set(row.key_id, key);
    return key;
  };

  const fetchBySubject = batched<Person, Row | null>(async asked => {
    const lists = listsOf(asked);
    let { rows } = await pool.query<Row>(prepared(BY_SUBJECT, lists));
    const found = new Set(rows.map(row => name(row.tenant_id, row.subject)));
    const missing = asked.filter(
      one => (makesKeys || isTenants(one.subject)) && !found.has(name(one.tenantId, one.subject)),
    );
    if (missing.length > 0) {
      const ids = missing.map(() => randomUUID());
      const wrapped = ids.map(id => encrypt(masterKey, randomBytes(32), id));
      await pool.query(MAKE, [ids, missing.map(one => one.tenantId), missing.map(one => one.subject), wrapped]);
      ({ rows } = await pool.query<Row>(prepared(BY_SUBJECT, lists)));
    }
    const made = new Map(rows.map(row => [name(row.tenant_id, row.subject), row]));
    return asked.map(one => made.get(name(one.tenantId, one.subject)) ?? null);
  });

  const fetchById = batched<string, Row | null>(async ids => {
    const { rows } = await pool.query<Row>(prepared(BY_ID, [ids]));
    const found = new Map(rows.map(row => [row.key_id, row]));
    return ids.map(id => found.get(id) ?? null);
  });

  const fetchStanding = batched<Person, Standing>(async asked => {
    const { rows } = await pool.query<{ key_id: string | null; until: Date | null }>(
      prepared(STANDING, listsOf(asked)),
    );
    return asked.map(({ tenantId, subject }, nth) => {
      const { key_id: keyId = null, until = null } = rows[nth] ?? {};
      if (bySubject.get(name(tenantId, subject))?.id !== keyId) bySubject.delete(name(tenantId, subject));
      return { keyId, forgottenUntil: until };
    });
  });

  return {
    keyOf: async (tenantId, subject) =>
      bySubject.get(name(tenantId, subject)) ?? unwrap(await fetchBySubject({ tenantId, subject })),
    keyById: async id => byId.get(id) ?? unwrap(await fetchById(id)),
    standingOf: (tenantId, subject) => fetchStanding({ tenantId, subject }),
  };
}

const listsOf = (asked: Person[]): string[][] => [asked.map(one => one.tenantId), asked.map(one => one.subject)];
