import type { Broken } from '@ckm/event-store';
import { type Checkpoint, verdict } from './checkpoint.js';
import { asideName, type LiveView, type Snapshot } from './live-views.js';
import { causeOf } from './parking.js';
import type { Slice } from './slice.js';
import type { Received } from './transport/transport.js';
import { placeIn } from './wire.js';

/** A view that is folded from a partition. */
export interface Reader {
  live: LiveView;
  slice: Slice;
  checkpoint: Checkpoint;
  /** The last sequence that the live view has applied. */
  upTo: bigint;
}

/** A partition that is read again to fold views from it. */
export class Part {
  readonly readers: Reader[] = [];
  next = 0n;
  /** The end offset, asked after the snapshot of the views was taken. */
  end = 0n;

  constructor(
    readonly topic: string,
    readonly partition: number,
  ) {}

  get isRead(): boolean {
    return this.next >= this.end || this.readers.every(hasArrived);
  }

  /** The readers that fold this message: each once, in order, as far as its live view has read, and without what is parked for that view. */
  takersOf(received: Received, aside: Snapshot['aside']): Reader[] {
    // A message that is none of ours was parked by the live view, too.
    const place = placeIn(received);
    if (place === null) return [];
    const readers = this.readers.filter(
      ({ checkpoint, upTo }) => place.sequence <= upTo && verdict(checkpoint, received.offset, place) === 'due',
    );
    readers.forEach(({ checkpoint }) => (checkpoint.highWater = place.sequence));
    return readers.filter(({ live }) => !aside.has(asideName(live.table, { ...this, sequence: place.sequence })));
  }

  /** Readers that did not get as far as their live views, each with the reason why its view cannot be compared. */
  get short(): [Reader, Broken][] {
    const { topic, partition } = this;
    return this.readers
      .filter(reader => !hasArrived(reader))
      .map(reader => [
        reader,
        {
          position: Number(reader.checkpoint.highWater) + 1,
          detail: `not compared: it was made of ${topic}/${partition} up to ${reader.upTo}; from here on that is gone`,
        },
      ]);
  }

  faultAt({ offset, headers }: Received, error: Error): Broken {
    const header = (name: string): string => Buffer.from(headers[name] ?? []).toString();
    return {
      tenantId: header('ce_tenantid'),
      streamId: header('ce_subject'),
      position: Number(header('ce_sequence')),
      detail: `not compared: the message at ${this.topic}/${this.partition} ${offset} cannot be folded: ${causeOf(error)}`,
    };
  }
}

const hasArrived = ({ checkpoint, upTo }: Reader): boolean => checkpoint.highWater >= upTo;
