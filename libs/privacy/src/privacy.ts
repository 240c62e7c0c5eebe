import { createHmac } from 'node:crypto';
import { contractOf, type DomainEvent, mapPersonal, personalValues } from '@ckm/contracts';
import type { RecordedEvent } from '@ckm/event-sourcing';
import type { StoredEvent } from '@ckm/event-store';
import canonicalJson from 'canonicalize';
import { decrypt, encrypt } from './cipher.js';
import type { Key, Vault } from './vault.js';

// Its types declare the default export of an ES module, but its code is CommonJS and exports the function itself.
const canonicalize = canonicalJson as unknown as (value: unknown) => string;

const MARK = 'sealed:1:';
/** In the place of a key id: the person has no key any more, and the text opens as erased for ever. */
const NO_KEY = 'erased';
const ERASED = `${MARK}${NO_KEY}:`;

export interface Privacy {
  /**
   * The events' data with every personal string sealed under its person's key. A person without a key, where none may be made, is sealed as
   * erased.
   * @param under the only keys that may be used, those that the words were opened with: under the new key of a person who came back after an
   * erasure, words from before it would be kept. Absent: each person's current key
   */
  seal(tenantId: string, events: DomainEvent[], under?: string[]): Promise<unknown[]>;
  /**
   * Opens the personal fields of events. A field whose key is gone becomes null, and its event `erased`.
   * @param gone ids of keys that are known to be destroyed, although they may still be cached
   * @throws when a personal field is not sealed, or was changed or moved
   */
  open(events: StoredEvent[], gone?: ReadonlySet<string>): Promise<RecordedEvent[]>;
  /** HMAC-SHA-256 of the canonical form (RFC 8785) of a JSON value under a key of the tenant, base64url: the same whatever the order of members. */
  sameness(tenantId: string, value: unknown): Promise<string>;
  /** Bytes sealed under a key of the tenant, for records that could not be read as an event. */
  sealBytes(tenantId: string, bytes: Uint8Array): Promise<Buffer>;
  /** The opposite of `sealBytes`; null when the key is gone. @throws when the bytes are not sealed, or for another tenant */
  openBytes(tenantId: string, sealed: Uint8Array): Promise<Buffer | null>;
  /** 32 bytes derived from the name and a key of the tenant: always the same, and stored nowhere. */
  secretFor(tenantId: string, name: string): Promise<Buffer>;
}

/** @throws from `sameness`, `sealBytes` and `secretFor` when the tenant has no key and this service may make none */
export function openPrivacy(vault: Vault): Privacy {
  const tenantKey = async (tenantId: string, purpose: string): Promise<Key> => {
    const key = await vault.keyOf(tenantId, `tenant:${purpose}`);
    if (key === null)
      throw new Error(`the vault has no ${purpose} key for this tenant and this service may not make one`);
    return key;
  };

  return {
    seal: (tenantId, events, under) => Promise.all(events.map(event => sealOne(vault, tenantId, event, under))),
    open: (events, gone) => Promise.all(events.map(event => openOne(vault, event, gone))),
    sameness: async (tenantId, value) => {
      const { secret } = await tenantKey(tenantId, 'sameness');
      return createHmac('sha256', secret).update(canonicalize(value)).digest('base64url');
    },
    secretFor: async (tenantId, name) => {
      const { secret } = await tenantKey(tenantId, 'secrets');
      return createHmac('sha256', secret).update(name).digest();
    },
    sealBytes: async (tenantId, bytes) => {
      const { id, secret } = await tenantKey(tenantId, 'quarantine');
      return Buffer.concat([Buffer.from(`${MARK}${id}:`), encrypt(secret, bytes, tenantId)]);
    },
    openBytes: async (tenantId, sealed) => {
      const [mark = '', keyId = ''] = BYTES.exec(Buffer.from(sealed.subarray(0, 50)).toString('latin1')) ?? [];
      if (mark === '') throw new Error('these bytes are not sealed');
      const key = await vault.keyById(keyId);
      return key && decrypt(key.secret, sealed.subarray(mark.length), tenantId);
    },
  };
}

const about = (tenantId: string, subject: string): string => JSON.stringify([tenantId, subject]);

async function sealOne(vault: Vault, tenantId: string, event: DomainEvent, under?: string[]): Promise<unknown> {
  const { personal } = contractOf(event.type);
  const data = event.data as unknown as Record<string, unknown>;
  const keys = new Map<string, Key | null>();
  for (const subject of new Set(personalValues(data, personal).map(one => one.subject)))
    keys.set(subject, await vault.keyOf(tenantId, subject));
  return mapPersonal(data, personal, (value, subject) => {
    const key = keys.get(subject);
    if (!key || under?.includes(key.id) === false) return ERASED;
    return `${MARK}${key.id}:${encrypt(key.secret, Buffer.from(value), about(tenantId, subject)).toString('base64url')}`;
  });
}

async function openOne(vault: Vault, event: StoredEvent, gone?: ReadonlySet<string>): Promise<RecordedEvent> {
  const { personal } = contractOf(event.type);
  const sealed = personal.filter(({ since }) => since <= event.schemaVersion);
  const data = event.data as Record<string, unknown>;
  const keys = new Map<string, Key | null>();
  for (const id of new Set(personalValues(data, sealed).map(one => envelopeOf(one.value).keyId)))
    keys.set(id, id === NO_KEY || gone?.has(id) ? null : await vault.keyById(id));
  let erased = false;
  const open = mapPersonal(data, sealed, (value, subject) => {
    const { keyId, body } = envelopeOf(value);
    const key = keys.get(keyId);
    if (key) return decrypt(key.secret, body, about(event.tenantId, subject)).toString();
    erased = true;
    return null;
  });
  const keyIds = [...keys.keys()].filter(id => id !== NO_KEY);
  // In older versions of an event some fields were not sealed yet: they are the person's as well.
  const shown = erased ? mapPersonal(open, personal, () => null) : open;
  return { ...event, data: shown, keyIds, erased } as unknown as RecordedEvent;
}

const ENVELOPE = /^sealed:1:(erased|[0-9a-f-]{36}):([\w-]*)$/;

const BYTES = /^sealed:1:([0-9a-f-]{36}):/;

function envelopeOf(value: string): { keyId: string; body: Buffer } {
  const [, keyId, body] = ENVELOPE.exec(value) ?? [];
  if (keyId === undefined || body === undefined) throw new Error('a personal field is not sealed');
  return { keyId, body: Buffer.from(body, 'base64url') };
}
