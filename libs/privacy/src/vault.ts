import { randomBytes, randomUUID } from 'node:crypto';
import { batched, prepared } from '@ckm/event-store';
import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import { decrypt, encrypt } from './cipher.js';

/** Keys are remembered for less than this: so long after its deletion a key may still open something. */
export const KEY_CACHE_MS = 5_000;
const MOST_KEYS = 50_000;

export interface Key {
  id: string;
  secret: Buffer;
}

/** What the vault knows of a person at this moment. */
export interface Standing {
  /** Null when none was made yet, or since the person was forgotten. */
  keyId: string | null;
  /** What happened until then is not taken any more; null for a person who was never forgotten. */
  forgottenUntil: Date | null;
}

/** A key per (tenant, subject). To forget a person is to delete that person's key. */
export interface Vault {
  /** The subject's key; null when there is none and none may be made. */
  keyOf(tenantId: string, subject: string): Promise<Key | null>;
  /** The key that an envelope names; null when it is gone. */
  keyById(id: string): Promise<Key | null>;
  /** Never remembered, and makes no key. A key that is gone is forgotten here at once. */
  standingOf(tenantId: string, subject: string): Promise<Standing>;
}

export interface VaultOptions {
  pool: Pool;
  /** 32 bytes that wrap every key at rest. */
  masterKey: Buffer;
  /** Only the service that first hears of a person makes that person's key; the tenant's own any service may make. */
  makesKeys: boolean;
  /** By default one that nobody sets back: a key would be remembered for longer by as much. */
  now?: () => number;
}

type Person = { tenantId: string; subject: string };
type Row = { key_id: string; tenant_id: string; subject: string; wrapped: Buffer };

/** In one order everywhere: two processes that make the same keys would wait for each other. */
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

/** Whether this master key wraps what is in the vault; true of any where nothing is. One key that is damaged says nothing of it. */
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

/** No person: a tenant is not forgotten. */
const isTenants = (subject: string): boolean => subject.startsWith('tenant:');

export function openVault({ pool, masterKey, makesKeys, now = () => performance.now() }: VaultOptions): Vault {
  const remembered = { max: MOST_KEYS, ttl: KEY_CACHE_MS - 1, ttlResolution: 0, perf: { now } };
  const bySubject = new LRUCache<string, Key>(remembered);
  const byId = new LRUCache<string, Key>(remembered);
  const name = (tenantId: string, subject: string): string => JSON.stringify([tenantId, subject]);

  /** For each caller by itself: a key that is damaged fails nobody who asked at the same time. */
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
