import { randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { decrypt, encrypt } from './cipher.js';
import { Expiring } from './expiring.js';
import { gather } from './gather.js';

/** Keys are remembered this long: so long after its deletion a key may still open something. */
export const KEY_CACHE_MS = 5_000;
const MOST_KEYS = 50_000;

export interface Key {
  id: string;
  secret: Buffer;
}

/** A key per (tenant, subject). To forget a person is to delete that person's key. */
export interface Vault {
  /** The subject's key; null when there is none and none may be made. */
  keyOf(tenantId: string, subject: string): Promise<Key | null>;
  /** The key that an envelope names; null when it is gone. */
  keyById(id: string): Promise<Key | null>;
}

export interface VaultOptions {
  pool: Pool;
  /** 32 bytes that wrap every key at rest. */
  masterKey: Buffer;
  /** Only the service that first hears of a person makes that person's key. */
  makesKeys: boolean;
  now?: () => number;
}

type Row = { key_id: string; tenant_id: string; subject: string; wrapped: Buffer };

const MAKE = `INSERT INTO subject_key (key_id, tenant_id, subject, wrapped) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[])
  ON CONFLICT (tenant_id, subject) DO NOTHING`;
const BY_SUBJECT = `SELECT k.* FROM unnest($1::text[], $2::text[]) AS asked(tenant_id, subject) JOIN subject_key k USING (tenant_id, subject)`;
const BY_ID = `SELECT * FROM subject_key WHERE key_id = ANY($1::uuid[])`;

export function openVault({ pool, masterKey, makesKeys, now = Date.now }: VaultOptions): Vault {
  const bySubject = new Expiring<Key>(KEY_CACHE_MS, MOST_KEYS, now);
  const byId = new Expiring<Key>(KEY_CACHE_MS, MOST_KEYS, now);
  const name = (tenantId: string, subject: string): string => JSON.stringify([tenantId, subject]);

  const unwrap = (row: Row): Key => {
    const key = { id: row.key_id, secret: decrypt(masterKey, row.wrapped, row.key_id) };
    bySubject.set(name(row.tenant_id, row.subject), key);
    byId.set(row.key_id, key);
    return key;
  };

  const fetchBySubject = gather<{ tenantId: string; subject: string }, Key | null>(async asked => {
    const lists = [asked.map(one => one.tenantId), asked.map(one => one.subject)];
    let { rows } = await pool.query<Row>(BY_SUBJECT, lists);
    const found = new Set(rows.map(row => name(row.tenant_id, row.subject)));
    const missing = asked.filter(one => !found.has(name(one.tenantId, one.subject)));
    if (makesKeys && missing.length > 0) {
      const ids = missing.map(() => randomUUID());
      const wrapped = ids.map(id => encrypt(masterKey, randomBytes(32), id));
      await pool.query(MAKE, [ids, missing.map(one => one.tenantId), missing.map(one => one.subject), wrapped]);
      ({ rows } = await pool.query<Row>(BY_SUBJECT, lists));
    }
    const keys = new Map(rows.map(row => [name(row.tenant_id, row.subject), unwrap(row)]));
    return asked.map(one => keys.get(name(one.tenantId, one.subject)) ?? null);
  });

  const fetchById = gather<string, Key | null>(async ids => {
    const { rows } = await pool.query<Row>(BY_ID, [ids]);
    const keys = new Map(rows.map(row => [row.key_id, unwrap(row)]));
    return ids.map(id => keys.get(id) ?? null);
  });

  return {
    keyOf: async (tenantId, subject) => bySubject.get(name(tenantId, subject)) ?? fetchBySubject({ tenantId, subject }),
    keyById: async id => byId.get(id) ?? fetchById(id),
  };
}
