import { UPSTREAM_TOPIC } from '@ckm/contracts';
import type { Logger } from '@ckm/telemetry';
import type { Run } from './batch-run.js';
import { type Checkpoint, least } from './checkpoint.js';
import type { Batch, Next } from './transport/transport.js';

const AFTER_ALARM_MS = 1_000;

type Alarm = 'topic-gap' | 'topic-of-another-log' | 'topic-truncated' | 'topic-head-gone' | 'transport-changed';

/** What a delivery showed of its partition, and where to go on. */
export interface Finding extends Next {
  alarm: Alarm | null;
  /** The sequence that a gap waits for. */
  missing: bigint | null;
  /** The offset up to which an upstream topic was read that is shorter now. */
  wasReadTo?: bigint;
}

const fine = (next: bigint): Finding => ({ next, alarm: null, missing: null });

/**
 * Finds out what keeps partitions from going on, and how to go on. Messages are never applied out of order: a partition with a fault waits,
 * with an alarm.
 */
export class PartitionMonitor {
  private readonly found = new Map<string, Finding>();

  constructor(private readonly log: Logger) {}

  /** `topic-gap ckm.capture.customer.v1/3` */
  get alarms(): string[] {
    return [...this.found].flatMap(([partition, { alarm }]) => (alarm === null ? [] : [`${alarm} ${partition}`]));
  }

  /**
   * Keeps a finding for as long as this process reads the partition, and logs a new alarm. To be called once the batch is committed: what was
   * rolled back is found again.
   */
  note(batch: Batch, finding: Finding): void {
    if (batch.signal.aborted) return;
    const partition = name(batch);
    const isNewAlarm = finding.alarm !== null && finding.alarm !== this.last(batch).alarm;
    if (isNewAlarm) this.log.error({ alarm: finding.alarm, partition }, 'what is in a partition cannot be right');
    if (!this.found.has(partition))
      batch.signal.addEventListener('abort', () => this.found.delete(partition), { once: true });
    this.found.set(partition, finding);
  }

  /** Another process reads the partition on another transport: its offsets are not ours to move. */
  transportChanged(batch: Batch): Next {
    const finding = waiting('transport-changed', batch.from);
    this.note(batch, finding);
    return finding;
  }

  /** The answer to a delivery that does not begin where the checkpoints are; null when the delivery can be applied. */
  checkDelivery(batch: Batch, checkpoints: Checkpoint[]): Finding | null {
    const next = least(checkpoints);
    if (batch.messages.length === 0) return this.checkRange(batch, checkpoints);
    // Behind a gap the partition is read on, while the checkpoints stay before the gap.
    if (this.last(batch).missing !== null) return null;
    return batch.from > next || batch.next <= next ? this.goOn(batch, next) : null;
  }

  /**
   * The transport does not hold the offset that was asked for: from the start again, or wait. A message of ours that comes again is known by
   * its sequence, an upstream record by its source and id.
   */
  private checkRange(batch: Batch, checkpoints: Checkpoint[]): Finding | null {
    const next = least(checkpoints);
    const { next: asked } = this.last(batch);
    const upstream = batch.topic === UPSTREAM_TOPIC;
    if (batch.end < next || batch.end < asked) {
      const again = fromTheStart(checkpoints, null);
      return upstream ? { ...again, alarm: 'topic-truncated', wasReadTo: asked > next ? asked : next } : again;
    }
    // A partition that was not read yet, or is read again, begins at the first offset that there is.
    return upstream && next > 0n && batch.from > next ? waiting('topic-head-gone', next) : null;
  }

  /** The answer to a batch that was applied as far as it could be. */
  checkRun(batch: Batch, run: Run, checkpoints: Checkpoint[]): Finding {
    const last = this.last(batch);
    if (run.otherLog) return waiting('topic-of-another-log', least(checkpoints));
    // The topic may have been made anew and filled again: what is missing may stand before.
    if (run.missing !== null && last.missing === null) return fromTheStart(checkpoints, run.missing);
    // Or it is published again, behind what is here already.
    if (run.missing !== null) return { next: batch.next, alarm: 'topic-gap', missing: run.missing };
    const found = checkpoints.every(one => one.highWater >= (last.missing ?? 0n));
    return found ? this.goOn(batch, least(checkpoints)) : { ...last, next: least(checkpoints) };
  }

  /** Without an alarm, except that of a truncated upstream topic: it lasts until as much of the topic is there again. */
  private goOn(batch: Batch, next: bigint): Finding {
    const last = this.last(batch);
    return next < (last.wasReadTo ?? 0n) ? { ...last, next } : fine(next);
  }

  private last(batch: Batch): Finding {
    return this.found.get(name(batch)) ?? fine(0n);
  }
}

const waiting = (alarm: Alarm, next: bigint): Finding => ({ next, afterMs: AFTER_ALARM_MS, alarm, missing: null });

/** Moves the checkpoints' offsets, not their high-water marks. */
function fromTheStart(checkpoints: Checkpoint[], missing: bigint | null): Finding {
  checkpoints.forEach(checkpoint => (checkpoint.next = 0n));
  return { next: 0n, alarm: null, missing };
}

const name = ({ topic, partition }: Batch): string => `${topic}/${partition}`;
