import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Code } from './codes.js';
import { document } from './problem.js';

/** What Node's parser says of a request → what we say. */
const SAID: Record<string, Code> = {
  HPE_HEADER_OVERFLOW: 'header-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-too-slow',
};

/** Answers what cannot even be read as HTTP: of whatever follows on this connection nobody knows where it begins. */
export function answerUnreadable({ code = '' }: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const problem = document(SAID[code] ?? 'request-invalid', SAID[code] ? undefined : 'This is not HTTP.');
  const body = JSON.stringify({ ...problem, traceId: null });
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
