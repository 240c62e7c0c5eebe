import { bufferOf } from './placed.js';
import type { Received } from './transport.js';

export interface MessageRow {
  offset: string;
  key: Buffer;
  /** Name → value, in which each character stands for a byte (Latin-1). */
  headers: Record<string, string>;
  value: Buffer;
  written_at: Date;
}

/** Headers as JSON, each byte as the Latin-1 character of its number, so that ASCII can be read in the table. */
export function headersOf(headers: Received['headers']): string {
  const texts: MessageRow['headers'] = {};
  for (const [name, value] of Object.entries(headers)) texts[name] = bufferOf(value).toString('latin1');
  return JSON.stringify(texts);
}

export function receivedFrom(row: MessageRow): Received {
  const headers: Received['headers'] = {};
  for (const [name, text] of Object.entries(row.headers)) headers[name] = Buffer.from(text, 'latin1');
  return { offset: BigInt(row.offset), timestamp: row.written_at.getTime(), key: row.key, headers, value: row.value };
}
