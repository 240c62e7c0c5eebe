import { createHmac } from 'node:crypto';
import { contractOf, type DomainEvent, mapPersonal, personalValues } from '@ckm/contracts';
import type { RecordedEvent } from '@ckm/event-sourcing';
import type { StoredEvent } from '@ckm/event-store';
import canonicalJson from 'canonicalize';
import { decrypt, encrypt } from './cipher.js';
import type { Key, Vault } from './vault.js';

// Its types describe another module system than its code has.
const canonicalize = canonicalJson as unknown as (value: unknown) => string;

const MARK = 'sealed:1:';
/** Sealed for somebody who has no key any more: opens as erased for ever. */
const NO_KEY = 'erased';
const ERASED = `${MARK}${NO_KEY}:`;

export interface Privacy {
  /**
   * The events' data with every personal string sealed under its person's key.
   * @param under the keys that these words were opened with: under a newer one of a person who returned they would be kept after all
   */
  seal(tenantId: string, events: DomainEvent[], under?: string[]): Promise<unknown[]>;
  /**
   * Opens what can be opened; a field whose key is gone becomes null and its event `erased`.
   * @param gone keys known to be gone, though they may still be remembered
   */
  open(events: StoredEvent[], gone?: ReadonlySet<string>): Promise<RecordedEvent[]>;
  /** The same for the same JSON value (RFC 8785), whatever the order of its members; tells nothing without the tenant's key. */
  sameness(tenantId: string, value: unknown): Promise<string>;
  /** Bytes that nobody could read as an event, sealed under the tenant's key. */
  sealBytes(tenantId: string, bytes: Uint8Array): Promise<Buffer>;
  /** The opposite of `sealBytes`; null when the key is gone. */
  openBytes(tenantId: string, sealed: Uint8Array): Promise<Buffer | null>;
  /** 32 bytes for this name: always the same, kept nowhere, and known to nobody without the tenant's key. */
  secretFor(tenantId: string, name: string): Promise<Buffer>;
}

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
  // What stood in clear then is the person's too.
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
