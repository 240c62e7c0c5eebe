import { UPSTREAM_TOPIC } from '@ckm/contracts';
import type { Logger } from '@ckm/telemetry';
import type { Run } from './batch-run.js';
import type { Checkpoint } from './checkpoint.js';
import type { Batch, Next } from './transport/transport.js';

const AFTER_ALARM_MS = 1_000;

/** What keeps partitions from going on, and the way back. Nothing is ever applied out of order: a partition rather waits, and says so. */
export class Trouble {
  /** `topic-gap ckm.capture.customer.v1/3` */
  readonly alarms = new Set<string>();
  /** Partitions that are read again for a second look. */
  private readonly looking = new Set<string>();

  constructor(private readonly log: Logger) {}

  /**
   * Answers a delivery that does not begin where the checkpoints stand; null when it can be used.
   * A domain topic that holds less than was read was made anew: it is read from its start, and sequences tell what is known.
   */
  elsewhere(batch: Batch, checkpoints: Checkpoint[]): Next | null {
    const next = least(checkpoints);
    if (batch.end < next) {
      if (batch.topic === UPSTREAM_TOPIC) return this.alarm('topic-truncated', batch, next);
      checkpoints.forEach(checkpoint => (checkpoint.next = 0n));
      return null;
    }
    if (batch.from > next) return this.headGone(batch, next);
    return batch.next <= next && batch.from < next ? { next } : null;
  }

  /** Asked for once more; then it really is gone, and a domain topic is judged by its sequences. */
  private headGone(batch: Batch, next: bigint): Next | null {
    if (!this.looking.has(name(batch))) return this.lookAgain(batch, next);
    return batch.topic === UPSTREAM_TOPIC ? this.alarm('topic-head-gone', batch, next) : null;
  }

  /** Answers a run; on the first sight of a gap the topic is read from its start, in case it was made anew and filled again. */
  after(batch: Batch, run: Run, checkpoints: Checkpoint[]): Next {
    if (run.stopped === 'other-log') return this.alarm('topic-of-another-log', batch, least(checkpoints));
    if (run.stopped === 'gap' && this.looking.has(name(batch)))
      return this.alarm('topic-gap', batch, least(checkpoints));
    if (run.stopped === 'gap') {
      checkpoints.forEach(checkpoint => (checkpoint.next = 0n));
      return this.lookAgain(batch, 0n);
    }
    if (run.applied > 0) this.over(batch);
    return { next: least(checkpoints) };
  }

  private lookAgain(batch: Batch, next: bigint): Next {
    this.looking.add(name(batch));
    return { next };
  }

  private over(batch: Batch): void {
    this.looking.delete(name(batch));
    for (const alarm of this.alarms) if (alarm.endsWith(` ${name(batch)}`)) this.alarms.delete(alarm);
  }

  private alarm(code: string, batch: Batch, next: bigint): Next {
    const alarm = `${code} ${name(batch)}`;
    if (!this.alarms.has(alarm)) this.log.error({ alarm }, 'a partition waits');
    this.alarms.add(alarm);
    return { next, afterMs: AFTER_ALARM_MS };
  }
}

const name = ({ topic, partition }: Batch): string => `${topic}/${partition}`;

const least = (checkpoints: Checkpoint[]): bigint => checkpoints.map(one => one.next).reduce((a, b) => (a < b ? a : b));
