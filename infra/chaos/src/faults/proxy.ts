import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';

/** Towards the server, or back from it. */
export type Way = 'to' | 'from';

/** Of the network between client and server. */
export interface Conditions {
  /** How long each piece waits before it is passed on. */
  delayMs: number;
  bytesPerSecond: number;
  /** Ways on which nothing comes through while the connection stays open. */
  holes: Way[];
}

const UNDISTURBED: Conditions = { delayMs: 0, bytesPerSecond: Infinity, holes: [] };
const LOOK_EVERY_MS = 20;

/** A TCP proxy in front of a server that may come and go. */
export class Proxy {
  private conditions = UNDISTURBED;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
    /** New connections lead there. */
    public targetPort: number,
  ) {}

  /** @param targetPort on this machine */
  static async open(targetPort: number): Promise<Proxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new Proxy(server, (server.address() as { port: number }).port, targetPort);
    server.on('connection', client => proxy.join(client, connect(proxy.targetPort, '127.0.0.1')));
    return proxy;
  }

  get connections(): number {
    return this.sockets.size / 2;
  }

  /** Resets every connection; new ones are accepted. */
  cut(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  /** From now on; whatever is not named is undisturbed. */
  set(conditions: Partial<Conditions>): void {
    this.conditions = { ...UNDISTURBED, ...conditions };
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.cut();
    await closed;
  }

  private join(client: Socket, server: Socket): void {
    const ends = [client, server];
    const part = (): void => {
      for (const end of ends) {
        this.sockets.delete(end);
        end.destroy();
      }
    };
    for (const end of ends) {
      this.sockets.add(end.setNoDelay(true));
      // Either end may go at any time, which ends the other.
      end.on('error', part).on('close', part);
    }
    void this.carry('to', client, server).finally(part);
    void this.carry('from', server, client).finally(part);
  }

  private async carry(way: Way, from: Socket, to: Socket): Promise<void> {
    // Its own errors end the connection, above.
    const pieces = from.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]();
    for (let piece = await next(pieces); piece && !to.destroyed; piece = await next(pieces)) {
      await this.pass(way, piece.length, to);
      if (!to.destroyed) await new Promise<void>(over => to.write(piece, () => over()));
    }
  }

  private async pass(way: Way, bytes: number, to: Socket): Promise<void> {
    const { delayMs, bytesPerSecond } = this.conditions;
    const until = Date.now() + delayMs + (bytes / bytesPerSecond) * 1_000;
    while ((Date.now() < until || this.conditions.holes.includes(way)) && !to.destroyed)
      await rest(Math.min(LOOK_EVERY_MS, Math.max(until - Date.now(), 1)));
  }
}

const next = (pieces: AsyncIterator<Buffer>): Promise<Buffer | undefined> =>
  pieces.next().then(
    ({ value, done }) => (done ? undefined : value),
    () => undefined,
  );
