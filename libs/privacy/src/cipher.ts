import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM, as iv (12 bytes), tag (16 bytes), ciphertext.
 * @param key 32 bytes
 * @param about additional authenticated data: a sealed text that is moved to another place does not open there
 */
export function encrypt(key: Uint8Array, plain: Uint8Array, about: string): Buffer {
  const iv = nextIv();
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

const ivs = Buffer.alloc(256 * IV_BYTES);
let used = ivs.length;

/** Random bytes are drawn for 256 ivs at once, which is cheaper. The iv is a copy, so that drawing the next ones does not change it. */
function nextIv(): Buffer {
  if (used === ivs.length) {
    randomFillSync(ivs);
    used = 0;
  }
  used += IV_BYTES;
  return Buffer.from(ivs.subarray(used - IV_BYTES, used));
}

/** The opposite of `encrypt`. @throws when key or `about` are others, or the bytes were changed */
export function decrypt(key: Uint8Array, sealed: Uint8Array, about: string): Buffer {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}
