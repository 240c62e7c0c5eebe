import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';
import { Proxy } from './proxy.js';

describe('the proxy', () => {
  let server: Server;
  let proxy: Proxy;
  let heard: string;

  beforeEach(async () => {
    heard = '';
    server = createServer(socket => {
      socket.on('error', () => undefined);
      socket.on('data', data => {
        heard += data.toString();
        socket.write(data);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    proxy = await Proxy.open((server.address() as { port: number }).port);
  });
  afterEach(async () => {
    await proxy.close();
    server.close();
  });

  const caller = async (): Promise<{ socket: Socket; answers: () => string }> => {
    const socket = connect(proxy.port, '127.0.0.1');
    let text = '';
    socket.on('data', data => (text += data.toString())).on('error', () => undefined);
    await once(socket, 'connect');
    return { socket, answers: () => text };
  };
  const heardBoth = async ({ answers }: { answers: () => string }, text: string): Promise<void> => {
    while (answers() !== text || heard !== text) await rest(5);
  };

  it('passes on what is said, both ways', async () => {
    const one = await caller();
    one.socket.write('Hallo');
    await heardBoth(one, 'Hallo');
  });

  it('cuts every connection, and takes new ones', async () => {
    const one = await caller();
    one.socket.write('Hallo');
    await heardBoth(one, 'Hallo');
    const closed = new Promise(resolve => one.socket.once('close', resolve));
    proxy.cut();
    await closed;
    heard = '';
    const other = await caller();
    other.socket.write('again');
    await heardBoth(other, 'again');
  });

  it('swallows one way, and gives it back afterwards in its order', async () => {
    const one = await caller();
    proxy.set({ holes: ['from'] });
    one.socket.write('Ha');
    while (heard !== 'Ha') await rest(5);
    one.socket.write('llo');
    await rest(100);
    expect([heard, one.answers()]).toEqual(['Hallo', '']);
    proxy.set({});
    await heardBoth(one, 'Hallo');
  });

  it('is slow where it is told to be', async () => {
    const one = await caller();
    proxy.set({ delayMs: 60_000 });
    one.socket.write('Hallo');
    await rest(100);
    expect(heard).toBe('');
  });

  it('waits for a reader who is slower, as often as need be, and leaves no listener behind', async () => {
    const { socket, answers } = await caller();
    const listeners = (): number[] => [...proxy['sockets']].map(one => one.listenerCount('close'));
    const before = listeners();
    const reading = setInterval(() => (socket.isPaused() ? socket.resume() : socket.pause()), 5);
    const text = 'x'.repeat(40_000_000);
    socket.write(text);
    while (answers().length < text.length) await rest(5);
    clearInterval(reading);
    expect(listeners()).toEqual(before);
  });
});
