import { Client } from 'pg';

/** Of every client and pool: nobody waits for ever for a server that does not answer, or that is gone without a word. */
export const CONNECTION_OPTIONS = {
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  connectionTimeoutMillis: 10_000,
};

/** Work on a connection of its own, which ends with the work. */
export async function withOwnClient<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString, ...CONNECTION_OPTIONS });
  // A lost connection rejects the next query; an error event that nobody hears would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}
