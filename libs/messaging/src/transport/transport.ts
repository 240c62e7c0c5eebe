/** Bytes in, bytes out: nothing is read or changed on the way. */
export interface Message {
  /** Messages of one key stay in order. Required to publish; a record of an upstream system may come without. */
  key: Uint8Array | null;
  headers: Record<string, Uint8Array>;
  value: Uint8Array;
}

export interface Received extends Message {
  offset: bigint;
  /** Milliseconds since 1970, as the transport stored it. */
  timestamp: number;
}

/**
 * What a partition holds behind a position. A batch without messages says that the log does not hold the position that was
 * asked for: it ends before it (`end` is lower: truncated or created anew) or begins behind it (`from` is higher: its head
 * was deleted). Nothing else is delivered until the handler names another position.
 */
export interface Batch {
  topic: string;
  partition: number;
  /** Where this delivery begins; the first message may stand later (transactions and compaction leave legal gaps). */
  from: bigint;
  /** Where the next delivery would begin, if the handler names nothing else. */
  next: bigint;
  /** One past the last message that the partition holds. */
  end: bigint;
  messages: Received[];
  /** Aborted when the partition is lost or the consumption stops. */
  signal: AbortSignal;
  /** To be called at least every 100 ms of work: lets the timers and sockets of this process have their turn. */
  keepAlive(): Promise<void>;
}

/** Where to go on, and how long to leave this partition alone before. */
export interface Next {
  next: bigint;
  afterMs?: number;
}

export interface ConsumeOptions {
  /** Consumers of one group share the partitions; the handler's own checkpoint decides who may act. */
  group: string;
  topics: string[];
  /** Asked once per partition when it is taken up. */
  startAt(topic: string, partition: number): Promise<bigint>;
  /**
   * One partition's batches come one after the other, never side by side.
   * An error leaves the partition alone for a second, then delivers again.
   */
  onBatch(batch: Batch): Promise<Next>;
  /** At most so many messages in a batch. Default 500. */
  maxMessages?: number;
  /** At most so many partitions run at once. Default 4. */
  maxConcurrency?: number;
}

/** Goes on until it is stopped: a broker, database or topic that is away is waited for. */
export interface Consumption {
  /** Aborts the signals, waits for the batches in hand (at most ten seconds), leaves the group. Idempotent. */
  stop(): Promise<void>;
}

export interface TopicSpec {
  name: string;
  partitions: number;
  /** Older messages may be deleted, or stand there empty. Default: kept for ever, so that every projection can be rebuilt. */
  retentionMs?: number;
  /** Written by other systems, which say how long it is kept. */
  isFromElsewhere?: boolean;
}

export interface PartitionBounds {
  partition: number;
  /** The first offset that is still there. */
  first: bigint;
  /** One past the last. */
  end: bigint;
}

export interface Transport {
  /**
   * Resolves when durable. The order of the messages of a key is kept. partition = murmur2(key) mod count.
   * After an error some of them may be written: the caller publishes again from its checkpoint. Throws `TopicMissing`.
   * @returns the last offset written, per partition written to
   */
  publish(topic: string, messages: Message[]): Promise<{ partition: number; lastOffset: bigint }[]>;
  /** `postgres:<uuid of the store>` or `kafka:<id of the cluster>`: offsets mean something only within one identity. */
  identity(): Promise<string>;
  bounds(topic: string): Promise<PartitionBounds[]>;
  /** The last message of a partition, null when it is empty. */
  last(topic: string, partition: number): Promise<Received | null>;
  consume(options: ConsumeOptions): Promise<Consumption>;
  /** Deletes every message of a topic: for who publishes all of it anew. */
  empty(topic: string): Promise<void>;
  /** Creates what is missing; on PostgreSQL it also deletes what is too old. Throws `TopicMismatch` when a topic has another number of partitions. */
  ensureTopics(topics: TopicSpec[]): Promise<void>;
  /**
   * On a transport whose topics have settings: in words, each setting of these topics that is not as it must be. Topics that are missing are
   * passed over, and all of them where the cluster does not allow its settings to be read.
   */
  misconfigured?(topics: TopicSpec[]): Promise<string[]>;
  /** Stops every consumption, then lets go of connections. Idempotent. */
  close(): Promise<void>;
}

/** A topic exists with another number of partitions than declared: keys would change their partition. */
export class TopicMismatch extends Error {
  constructor(topic: string, declared: number, found: number) {
    super(`topic ${topic} has ${found} partitions, ${declared} are declared`);
    this.name = 'TopicMismatch';
  }
}

export class TopicMissing extends Error {
  constructor(topic: string) {
    super(`there is no topic ${topic}`);
    this.name = 'TopicMissing';
  }
}
