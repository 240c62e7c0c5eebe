import { randomUUID } from 'node:crypto';
import { partitionOf } from '../partition.js';
import type { Batch, Consumption, Message, Next, Transport } from '../transport.js';

/** A transport to test, and what the tests do to its store from outside. */
export interface Road {
  transport: Transport;
  /** The same store as another process would use it. */
  another: () => Transport;
  /** Deletes the topic's messages; offsets begin at 0 again. */
  makeAnew: (topic: string) => Promise<void>;
  /** Deletes the messages below an offset. */
  behead: (topic: string, partition: number, below: bigint) => Promise<void>;
  close: () => Promise<void>;
}

/** Breaks every connection to the store, as a restart does. */
export type Interrupt = () => Promise<void>;

/** A topic of its own for every test. */
export async function newTopic(transport: Transport, partitions = 1): Promise<string> {
  const name = `contract-${randomUUID()}`;
  await transport.ensureTopics([{ name, partitions }]);
  return name;
}

export const newGroup = () => `contract-${randomUUID()}`;

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const text = (value: Uint8Array | null): string | null => value && new TextDecoder().decode(value);

export const message = (key: string, value: string): Message => ({ key: bytes(key), headers: {}, value: bytes(value) });

export const numbered = (key: string, count: number, from = 0): Message[] =>
  Array.from({ length: count }, (_, nth) => message(key, String(from + nth)));

/** A key that falls into the partition. */
export function keyIn(partition: number, count: number): string {
  for (let nth = 0; ; nth += 1) if (partitionOf(bytes(`key-${nth}`), count) === partition) return `key-${nth}`;
}

type Answer = (batch: Batch, earlier: number) => Next | Promise<Next>;

export interface Listening {
  topics: string[];
  group?: string;
  startAt?: bigint;
  maxMessages?: number;
  maxConcurrency?: number;
}

/** A handler that keeps what it was given, and where it stands; `answer` is told how many batches came before. */
export class Listener {
  readonly batches: Batch[] = [];
  private consumption: Consumption | undefined;
  private readonly checkpoints = new Map<string, bigint>();

  constructor(private readonly answer: Answer = ({ next }) => ({ next })) {}

  get messages() {
    return this.batches.flatMap(({ topic, partition, messages }) =>
      messages.map(({ offset, key, value }) => ({ topic, partition, offset, key: text(key), value: text(value) })),
    );
  }

  get values(): (string | null)[] {
    return this.messages.map(({ value }) => value);
  }

  async listen(transport: Transport, { startAt = 0n, ...listening }: Listening): Promise<this> {
    this.consumption = await transport.consume({
      group: newGroup(),
      ...listening,
      startAt: (topic, partition) => Promise.resolve(this.checkpoints.get(`${topic}/${partition}`) ?? startAt),
      onBatch: async batch => {
        this.batches.push(batch);
        const answer = await this.answer(batch, this.batches.length - 1);
        this.checkpoints.set(`${batch.topic}/${batch.partition}`, answer.next);
        return answer;
      },
    });
    return this;
  }

  async stop(): Promise<void> {
    await this.consumption?.stop();
  }

  until(condition: (listener: this) => boolean): Promise<void> {
    return eventually(() => condition(this));
  }

  /** All that was published, in whatever batches. */
  untilCount(count: number): Promise<void> {
    return this.until(({ messages }) => messages.length >= count);
  }
}

const PATIENCE_MS = 40_000;

export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  const begun = performance.now();
  while (!(await condition())) {
    if (performance.now() - begun > PATIENCE_MS)
      throw new Error(`still not true after ${PATIENCE_MS} ms: ${condition.toString()}`);
    await pause(10);
  }
}

export const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

/** A promise and what ends it. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open!: () => void;
  const opened = new Promise<void>(resolve => (open = resolve));
  return { opened, open };
}
