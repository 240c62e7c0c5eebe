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
  /** How far an upstream topic was read that is shorter now. */
  wasReadTo?: bigint;
}

const fine = (next: bigint): Finding => ({ next, alarm: null, missing: null });

/** What keeps partitions from going on, and the way back. Nothing is ever applied out of order: a partition rather waits, and says so. */
export class Trouble {
  private readonly found = new Map<string, Finding>();

  constructor(private readonly log: Logger) {}

  /** `topic-gap ckm.capture.customer.v1/3` */
  get alarms(): string[] {
    return [...this.found].flatMap(([partition, { alarm }]) => (alarm === null ? [] : [`${alarm} ${partition}`]));
  }

  /** Remembers a finding as long as the partition is read here. Only once it is committed: what was rolled back is found again. */
  note(batch: Batch, finding: Finding): void {
    if (batch.signal.aborted) return;
    const partition = name(batch);
    const alarm = finding.alarm !== null && finding.alarm !== this.before(batch).alarm;
    if (alarm) this.log.error({ alarm: finding.alarm, partition }, 'what is in a partition cannot be right');
    if (!this.found.has(partition))
      batch.signal.addEventListener('abort', () => this.found.delete(partition), { once: true });
    this.found.set(partition, finding);
  }

  /** Another process reads on another transport: its offsets are not ours to move. */
  transportChanged(batch: Batch): Next {
    const finding = waiting('transport-changed', batch.from);
    this.note(batch, finding);
    return finding;
  }

  /** Answers a delivery that does not begin where the checkpoints stand; null when it can be used. */
  elsewhere(batch: Batch, checkpoints: Checkpoint[]): Finding | null {
    const next = least(checkpoints);
    if (batch.messages.length === 0) return this.gone(batch, checkpoints);
    // Behind a gap it is read on, while the rows stay before it.
    if (this.before(batch).missing !== null) return null;
    return batch.from > next || batch.next <= next ? this.on(batch, next) : null;
  }

  /** The transport does not hold what was asked for. Read again, a message of ours is known by its sequence, a record by source and id. */
  private gone(batch: Batch, checkpoints: Checkpoint[]): Finding | null {
    const next = least(checkpoints);
    const { next: asked } = this.before(batch);
    const upstream = batch.topic === UPSTREAM_TOPIC;
    if (batch.end < next || batch.end < asked) {
      const again = fromTheStart(checkpoints, null);
      return upstream ? { ...again, alarm: 'topic-truncated', wasReadTo: asked > next ? asked : next } : again;
    }
    // Where nothing was read yet, or it is read again, it begins at the first that there is.
    return upstream && next > 0n && batch.from > next ? waiting('topic-head-gone', next) : null;
  }

  /** Answers a run. */
  after(batch: Batch, run: Run, checkpoints: Checkpoint[]): Finding {
    const before = this.before(batch);
    if (run.otherLog) return waiting('topic-of-another-log', least(checkpoints));
    // The topic may have been made anew and filled again: what is missing may stand before.
    if (run.missing !== null && before.missing === null) return fromTheStart(checkpoints, run.missing);
    // Or it is published again, behind what is here already.
    if (run.missing !== null) return { next: batch.next, alarm: 'topic-gap', missing: run.missing };
    const found = checkpoints.every(one => one.highWater >= (before.missing ?? 0n));
    return found ? this.on(batch, least(checkpoints)) : { ...before, next: least(checkpoints) };
  }

  /** Somebody has to see that an upstream topic was cut: it is told until as much of it is there again. */
  private on(batch: Batch, next: bigint): Finding {
    const before = this.before(batch);
    return next < (before.wasReadTo ?? 0n) ? { ...before, next } : fine(next);
  }

  private before(batch: Batch): Finding {
    return this.found.get(name(batch)) ?? fine(0n);
  }
}

const waiting = (alarm: Alarm, next: bigint): Finding => ({ next, afterMs: AFTER_ALARM_MS, alarm, missing: null });

function fromTheStart(checkpoints: Checkpoint[], missing: bigint | null): Finding {
  checkpoints.forEach(checkpoint => (checkpoint.next = 0n));
  return { next: 0n, alarm: null, missing };
}

const name = ({ topic, partition }: Batch): string => `${topic}/${partition}`;
