import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Code } from './codes.js';
import { document } from './problem.js';

/** Code of Node's HTTP parser → code of our answer; any other is `request-invalid`. */
const CODE_OF: Record<string, Code> = {
  HPE_HEADER_OVERFLOW: 'header-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-too-slow',
};

/** Answers what cannot be parsed as HTTP, and closes the connection: nobody knows where the next request would begin. */
export function answerClientError({ code = '' }: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const problem = document(CODE_OF[code] ?? 'request-invalid', CODE_OF[code] ? undefined : 'This is not HTTP.');
  const body = JSON.stringify({ ...problem, traceId: null });
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
