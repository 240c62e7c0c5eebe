import { createHmac } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressGuard } from './address-guard.js';

/** More of an answer nobody reads. */
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
  /** For all of it, from the look-up to the end of the answer. */
  timeoutMs: number;
  /** Aborted when nobody waits for the answer any more. */
  stopping: AbortSignal;
}

/** What came back. `error` null: the receiver has it. */
export interface Answer {
  status: number | null;
  error: string | null;
  retryAfter: string | null;
  /** Whether a connection stood: then the message may have arrived, whatever came back. */
  reached: boolean;
}

/** The secret as its owner is told it, and as libraries of Standard Webhooks take it. */
export const writtenSecret = (secret: Buffer): string => `whsec_${secret.toString('base64')}`;

const signatureOf = ({ id, body, secret }: Call, timestamp: string): string =>
  `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`;

/** One POST, signed as Standard Webhooks say. Redirects are not followed. Never rejects: what went wrong is in the answer. */
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
      // Of an answer that is none, such as 101, Node tells nothing else.
      request.on('close', () => reject(new Error('closed without an answer')));
      request.end(call.body);
    });
    await drained(response);
    return answerOf(response);
  } catch (error) {
    return {
      status: null,
      error: deadline.aborted ? `no answer within ${timeoutMs} ms` : said(error),
      retryAfter: null,
      reached,
    };
  }
}

/** Lets the receiver finish, as far as that is bearable; the status is known already. */
function drained(response: IncomingMessage): Promise<void> {
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

function said(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return (code && !message.includes(code) ? `${code}: ${message}` : message).slice(0, 300);
}
