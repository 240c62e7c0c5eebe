import { bufferOf } from './placed.js';
import type { Message, Received } from './transport.js';

export interface MessageRow {
  offset: string;
  key: Buffer;
  /** Name to base64. */
  headers: Record<string, string>;
  value: Buffer;
  written_at: Date;
}

export const receivedFrom = (row: MessageRow): Received => ({
  offset: BigInt(row.offset),
  timestamp: row.written_at.getTime(),
  key: row.key,
  headers: Object.fromEntries(Object.entries(row.headers).map(([name, value]) => [name, Buffer.from(value, 'base64')])),
  value: row.value,
});

export const headersOf = ({ headers }: Message): string =>
  JSON.stringify(Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, base64(value)])));

const base64 = (bytes: Uint8Array) => bufferOf(bytes).toString('base64');
