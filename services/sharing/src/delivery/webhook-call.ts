import { createHmac } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressGuard } from './address-guard.js';

/** Of an answer's body no more is read. */
const MOST_BYTES = 64 * 1024;

export interface Call {
  url: string;
  /** The message's id: the same when it is sent again. */
  id: string;
  body: string;
  secret: Buffer;
  /** When it is sent. */
  at: Date;
}

export interface CallOptions {
  guard: AddressGuard;
  /** For the whole call, from the DNS lookup to the end of the answer. */
  timeoutMs: number;
  /** Aborted when the process stops and no longer waits for the answer. */
  stopping: AbortSignal;
}

/** What came back. `error` is null when the receiver took the message. */
export interface Answer {
  status: number | null;
  error: string | null;
  retryAfter: string | null;
  /** Whether a connection was made: then the message may have arrived, whatever came back. */
  reached: boolean;
}

/** The secret in the form that libraries of Standard Webhooks take. */
export const formatSecret = (secret: Buffer): string => `whsec_${secret.toString('base64')}`;

const signatureOf = ({ id, body, secret }: Call, timestamp: string): string =>
  `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`;

/**
 * One POST, signed according to Standard Webhooks. Redirects are not followed. Never rejects: a failure is told in the answer's `error`.
 */
export async function callWebhook(call: Call, { guard, timeoutMs, stopping }: CallOptions): Promise<Answer> {
  const timestamp = String(Math.floor(call.at.getTime() / 1_000));
  let reached = false;
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    const url = new URL(call.url);
    guard.checkUrl(url);
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = send(url, {
        method: 'POST',
        agent: false,
        lookup: guard.lookupFor(url),
        signal: AbortSignal.any([deadline, stopping]),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(call.body),
          'user-agent': 'ckm',
          'webhook-id': call.id,
          'webhook-timestamp': timestamp,
          'webhook-signature': signatureOf(call, timestamp),
        },
      });
      const connected = url.protocol === 'https:' ? 'secureConnect' : 'connect';
      request.on('socket', socket => socket.on(connected, () => (reached = true)));
      request.on('response', resolve).on('error', reject);
      // For an answer without a response, such as 101, Node emits nothing but `close`.
      request.on('close', () => reject(new Error('closed without an answer')));
      request.end(call.body);
    });
    await drain(response);
    return answerOf(response);
  } catch (error) {
    return {
      status: null,
      error: deadline.aborted ? `no answer within ${timeoutMs} ms` : messageOf(error),
      retryAfter: null,
      reached,
    };
  }
}

/** Reads the body to its end, or up to the limit; the status is known already. */
function drain(response: IncomingMessage): Promise<void> {
  return new Promise(resolve => {
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) response.destroy();
    });
    response.on('error', () => undefined).on('close', resolve);
  });
}

function answerOf({ statusCode = 0, headers }: IncomingMessage): Answer {
  const well = statusCode >= 200 && statusCode < 300;
  const redirects = statusCode >= 300 && statusCode < 400 ? '; redirects are not followed' : '';
  return {
    status: statusCode,
    error: well ? null : `answered ${statusCode}${redirects}`,
    retryAfter: headers['retry-after'] ?? null,
    reached: true,
  };
}

function messageOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return (code && !message.includes(code) ? `${code}: ${message}` : message).slice(0, 300);
}
