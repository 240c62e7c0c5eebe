interface Connectable {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
}

/** A client of kafkajs that connects when it is first used; after a fault the caller lets it go, and the next use makes a new one. */
export class LazyClient<Client extends Connectable> {
  private client: Promise<Client> | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly make: () => Client) {}

  get isThere(): boolean {
    return this.client !== undefined;
  }

  /** Runs work one after the other, in the order of the calls. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  get(): Promise<Client> {
    return (this.client ??= this.connect());
  }

  private async connect(): Promise<Client> {
    const client = this.make();
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.disconnect().catch(() => undefined);
      throw error;
    }
  }

  async letGo(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    await client?.then(connected => connected.disconnect()).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.turn;
    await this.letGo();
  }
}
