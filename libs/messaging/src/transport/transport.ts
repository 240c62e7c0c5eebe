/** Bytes, which no transport reads or changes. */
export interface Message {
  /** Messages of one key stay in order. Required for publishing; a record of an upstream system may have none. */
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
 * Messages of a partition behind a position. A batch without messages says that the position is out of range: the partition ends before it
 * (`end` is lower; it was truncated, or created anew) or begins behind it (`from` is higher; its head was deleted). Nothing else is delivered
 * until the handler answers another position.
 */
export interface Batch {
  topic: string;
  partition: number;
  /** The offset at which this batch begins. Its first message may have a higher one: transactions and compaction leave legal gaps. */
  from: bigint;
  /** The offset at which the next batch begins unless the handler answers another. */
  next: bigint;
  /** One past the last message that the partition holds. */
  end: bigint;
  messages: Received[];
  /** Aborted when the partition is lost or the consumption stops. */
  signal: AbortSignal;
  /** To be called at least every 100 ms of work: lets timers and sockets of this process have their turn. */
  keepAlive(): Promise<void>;
}

/** The offset at which to go on, after leaving this partition alone for `afterMs` (default 0). */
export interface Next {
  next: bigint;
  afterMs?: number;
}

export interface ConsumeOptions {
  /** The consumer group: its members share the partitions. Several may nevertheless get the same batch; the handler's checkpoint decides. */
  group: string;
  topics: string[];
  /** The offset to start at: called when a partition is assigned, and again a second after it rejected. */
  startAt(topic: string, partition: number): Promise<bigint>;
  /**
   * Batches of one partition come one after the other, never side by side.
   * After an error the partition is left alone for a second, and the batch is delivered again.
   */
  onBatch(batch: Batch): Promise<Next>;
  /** Most messages in a batch. Default 500. */
  maxMessages?: number;
  /** How many partitions are handled at once. Default 4. */
  maxConcurrency?: number;
}

/** Goes on until it is stopped, and waits for a broker, database or topic that is away. */
export interface Consumption {
  /** Aborts the signals, waits for the batches in hand (at most ten seconds), leaves the group. Idempotent. */
  stop(): Promise<void>;
}

export interface TopicSpec {
  name: string;
  partitions: number;
  /** Older messages may be deleted, or emptied. Default: kept for ever, so that every projection can be rebuilt. */
  retentionMs?: number;
  /** Other systems write it, and decide how long it is kept. */
  isFromElsewhere?: boolean;
}

export interface PartitionBounds {
  partition: number;
  /** The lowest offset that can be read. */
  first: bigint;
  /** The end offset: one past the last message. */
  end: bigint;
}

export interface Transport {
  /**
   * Resolves when durable. The order of the messages of a key is kept: partition = murmur2(key) mod the number of partitions.
   * After an error some of the messages may have been written: the caller publishes again from its checkpoint.
   * @returns for each partition written to, the last offset
   * @throws TopicMissing; an error for a message without a key, before anything is written
   */
  publish(topic: string, messages: Message[]): Promise<{ partition: number; lastOffset: bigint }[]>;
  /** `postgres:<uuid of the store>` or `kafka:<id of the cluster>`: offsets mean something only within one identity. */
  identity(): Promise<string>;
  /** In the order of the partitions. @throws TopicMissing */
  bounds(topic: string): Promise<PartitionBounds[]>;
  /** The last message of a partition, null when it is empty. @throws TopicMissing */
  last(topic: string, partition: number): Promise<Received | null>;
  consume(options: ConsumeOptions): Promise<Consumption>;
  /** Deletes every message of a topic, before its producer publishes all of it again. */
  empty(topic: string): Promise<void>;
  /** Creates the topics that are missing; on PostgreSQL it also deletes messages that are too old. @throws TopicMismatch */
  ensureTopics(topics: TopicSpec[]): Promise<void>;
  /**
   * On a transport whose topics have settings: in words, each setting of these topics that is not as it must be. Topics that are missing are
   * passed over, and all of them where the cluster does not allow its settings to be read.
   */
  misconfigured?(topics: TopicSpec[]): Promise<string[]>;
  /** Stops every consumption, then closes the connections that are its own. Idempotent. */
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
