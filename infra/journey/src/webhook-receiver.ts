import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: Record<string, string>;
  body: string;
}

/** Somebody's server that takes webhooks, and keeps them. */
export interface WebhookReceiver {
  url: string;
  /** For CKM_WEBHOOK_ALLOW. */
  target: string;
  received: Received[];
  /** Answers so from now on; 204 before. */
  answer(status: number): void;
  close(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  let status = 204;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)] as [string, string]),
      );
      received.push({ headers, body: Buffer.concat(chunks).toString() });
      // Heeded of a 503: without it sharing would wait longer each time than a test can.
      response.writeHead(status, { 'retry-after': '5' }).end();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const target = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${target}/hooks/ckm`,
    target,
    received,
    answer: other => void (status = other),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
