import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Arrival } from '../promises/seen.js';

/** Somebody's server that takes webhooks. */
export interface WebhookSink {
  url: string;
  /** For CKM_WEBHOOK_ALLOW. */
  target: string;
  arrivals: Arrival[];
  close(): Promise<void>;
}

export async function startWebhookSink(): Promise<WebhookSink> {
  const arrivals: Arrival[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { itemId } = JSON.parse(Buffer.concat(chunks).toString()) as { itemId: string };
      arrivals.push({ id: String(request.headers['webhook-id']), itemId, lane: null });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const target = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${target}/hooks/ckm`,
    target,
    arrivals,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
