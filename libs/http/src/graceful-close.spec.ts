import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fastify, type FastifyInstance } from 'fastify';
import { closeGracefully } from './graceful-close.js';

const SOON_MS = 1_000;

describe('a server that is closed', () => {
  let app: FastifyInstance;
  let port: number;
  /** Lets the route answer. */
  let answer: () => void;
  const agent = new Agent({ keepAlive: true });

  const open = async (withinMs?: number): Promise<void> => {
    app = fastify({ return503OnClosing: false });
    closeGracefully(app, withinMs);
    const told = new Promise<void>(resolve => (answer = resolve));
    app.get('/slow', async () => {
      await told;
      return 'done';
    });
    app.get('/quick', () => 'done');
    await app.listen({ port: 0, host: '127.0.0.1' });
    port = (app.server.address() as AddressInfo).port;
  };
  const asked = async (path: string): Promise<IncomingMessage> => {
    const [response] = (await once(get({ port, path, host: '127.0.0.1', agent }), 'response')) as [IncomingMessage];
    response.resume();
    return response;
  };
  const tookMs = async (work: Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work;
    return performance.now() - began;
  };
  afterEach(async () => {
    answer();
    app.server.closeAllConnections();
    await app.close();
  });
  afterAll(() => agent.destroy());

  it('takes no more, answers what it has in hand, and hangs up', async () => {
    await open();
    const slow = asked('/slow');
    await delay(100);
    const closed = app.close();
    await delay(100);
    await expect(fetch(`http://127.0.0.1:${port}/quick`)).rejects.toThrow('fetch failed');
    answer();
    const { statusCode, headers } = await slow;
    expect([statusCode, headers.connection]).toEqual([200, 'close']);
    expect(await tookMs(closed)).toBeLessThan(SOON_MS);
  });

  it('waits for nobody who asks nothing', async () => {
    await open();
    expect((await asked('/quick')).headers.connection).toBe('keep-alive');
    const silent = connect(port, '127.0.0.1').on('error', () => undefined);
    await once(silent, 'connect');
    await delay(100);
    expect(await tookMs(app.close())).toBeLessThan(SOON_MS);
  });

  it('waits for nobody who asks nothing beside what it has in hand', async () => {
    await open();
    const silent = connect(port, '127.0.0.1').on('error', () => undefined);
    await once(silent, 'connect');
    const slow = asked('/slow');
    await delay(100);
    const closed = app.close();
    answer();
    expect((await slow).statusCode).toBe(200);
    expect(await tookMs(closed)).toBeLessThan(SOON_MS);
  });

  it('ends what does not end by itself', async () => {
    await open(300);
    const slow = asked('/slow');
    slow.catch(() => undefined);
    await delay(100);
    const took = await tookMs(app.close());
    expect([took >= 290, took < SOON_MS]).toEqual([true, true]);
    await expect(slow).rejects.toThrow('socket hang up');
  });
});
