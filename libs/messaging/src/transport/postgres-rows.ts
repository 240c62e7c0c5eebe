import { fromBase64 } from '../base64.js';
import type { Received } from './transport.js';

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
  headers: fromBase64(row.headers),
  value: row.value,
});
