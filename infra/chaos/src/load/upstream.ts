import { setTimeout as rest } from 'node:timers/promises';
import { until } from '../site/until.js';
import { type CustomerEvent, eventOf } from './customer-event.js';
import type { Way } from './ways.js';

const RETRY_MS = 200;
const MOST = 100;
/** A lane sends so often, when it is quick enough. */
const PER_SECOND = 5;

export interface Load {
  /** Each is a lane: one request after the other. */
  lanes: Way[];
  /** Events a second of each lane; in batches where that is more than a few. */
  rate: number;
  /** What nobody acknowledges for so long is a fault. */
  patienceMs: number;
}

/** Systems that send what customers say and, as they must, send again what was not acknowledged. */
export class Upstream {
  /** Event id → the item's id. */
  readonly acknowledged = new Map<string, string>();
  readonly counts = { http: 0, topic: 0 };
  /** Tries that ended without an answer of the service, or with 5xx. */
  unanswered = 0;
  private sent = 0;
  private isStopping = false;
  private isAbandoned = false;
  private sending: Promise<unknown> = Promise.resolve();

  constructor(private readonly load: Load) {}

  start(): void {
    this.isStopping = false;
    this.sending = Promise.all(this.load.lanes.map(lane => this.run(lane)));
    // Told by `stop`.
    this.sending.catch(() => undefined);
  }

  /** Resolves when everything that was begun is acknowledged. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.sending;
  }

  /** Resolves when so many more events are acknowledged. */
  untilAcknowledged(more: number): Promise<true> {
    const count = this.acknowledged.size + more;
    const { patienceMs } = this.load;
    return until(`${count} events`, patienceMs, () => this.acknowledged.size >= count || undefined);
  }

  /** Lets go of what nobody answers. */
  abandon(): void {
    this.isStopping = true;
    this.isAbandoned = true;
  }

  private async run(way: Way): Promise<void> {
    const size = Math.min(Math.ceil(this.load.rate / PER_SECOND), MOST);
    while (!this.isStopping) {
      const nextAt = Date.now() + (size / this.load.rate) * 1_000;
      const events = Array.from({ length: size }, () => eventOf((this.sent += 1)));
      await this.deliver(way, events);
      await rest(Math.max(nextAt - Date.now(), 0));
    }
  }

  private async deliver(way: Way, events: CustomerEvent[]): Promise<void> {
    const first = events[0]?.id;
    const items = await until(`an answer for ${first} by ${way.name}`, this.load.patienceMs, async () => {
      const answer = await way.send(events);
      if (answer) return answer;
      if (this.isAbandoned) throw new Error(`${first} was abandoned`);
      this.unanswered += 1;
      await rest(RETRY_MS);
      return undefined;
    });
    events.forEach(({ id }, i) => this.acknowledged.set(id, items[i]!));
    this.counts[way.name] += events.length;
  }
}
