import type { ServiceName } from '@ckm/contracts';
import {
  type ConsumerOptions,
  type Projection,
  type ProjectionStatus,
  projectionStatus,
  type RoadStatus,
  roadStatus,
  type StatusParts,
  strangeTo,
} from '@ckm/messaging';
import type { Logger } from '@ckm/telemetry';
import { lookThrough, type Verified } from './look-through.js';
import { reportOf } from './report.js';
import type { ServiceDefinition } from './service.js';
import { nextTogether, together } from './together.js';
import { type RoadParts, Traffic } from './traffic.js';

const LOOK_PATIENCE_MS = 5_000;
const LOOK_AGAIN_MS = 1_000;

/** The service's way out and its ways in. Capture does not wait for it: the log absorbs what the road cannot take. */
export class Road {
  /** Where a topic ends with what the log does not hold: nothing is sent, read or written until somebody has said what is to be. */
  strange: string | null = null;
  private readonly traffic: Traffic;
  /** The sums count every row: however many look, it is counted once at a time, and for each of them after he has asked. */
  readonly report = nextTogether(() => reportOf(this.definition, this.parts, () => this.status()));
  /** It reads the whole log: however many ask, each kind is done once at a time. */
  private readonly verifying = {
    all: together(() => this.lookThrough(true)),
    withoutViews: together(() => this.lookThrough(false)),
  };
  /** Why it is not open, in words; null while it is, or nobody has waited yet. */
  private closedFor: string | null = null;
  private stopped = false;
  private ended = false;
  /** One after the other is done while the road is closed. */
  private turn: Promise<unknown> = Promise.resolve();
  private opening: Promise<void> = Promise.resolve();

  constructor(
    readonly definition: ServiceDefinition,
    readonly parts: RoadParts,
  ) {
    this.traffic = new Traffic(definition, parts, partition => this.halt(partition));
  }

  get name(): ServiceName {
    return this.definition.name;
  }

  private get log(): Logger {
    return this.parts.service.log;
  }

  /** Resolves when it was looked whether the log is the one that the topics know; where they cannot be asked, soon, and it is looked later. */
  async start(): Promise<void> {
    await new Promise<void>(looked => {
      const patience = setTimeout(() => {
        this.closedFor ??= 'the transport has not answered yet';
        looked();
      }, LOOK_PATIENCE_MS);
      this.opening = this.open(() => {
        clearTimeout(patience);
        looked();
      });
    });
  }

  async stop(): Promise<void> {
    this.ended = true;
    await this.close();
  }

  /** What works on the road's own rows: nothing runs meanwhile, and then it goes on from what they say. */
  async whileClosed<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(async () => {
      await this.close();
      return work().finally(async () => {
        if (this.ended) return;
        this.stopped = false;
        await this.start();
      });
    });
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async close(): Promise<void> {
    this.stopped = true;
    await this.opening;
    await this.traffic.stop();
  }

  status(): Promise<RoadStatus> {
    return roadStatus(this.name, this.statusParts());
  }

  /** The views and what is being built beside them, with the status that tells how far they have read. */
  async projections(): Promise<{ status: RoadStatus; projections: ProjectionStatus[] }> {
    const status = await this.status();
    return { status, projections: await projectionStatus(this.parts.opened.database, status) };
  }

  /** Another build of a view begins, from the first event, while the live one serves. */
  async rebuild(name: string): Promise<Projection> {
    const projection = await this.parts.projections.rebuild(name);
    this.traffic.build(projection);
    return projection;
  }

  /** What redrives what was put aside: all that runs here. */
  get runs(): ConsumerOptions {
    return this.traffic.runs;
  }

  /** What the service finds out about itself, of every tenant. @param comparing whether views are compared with their events */
  verify(comparing: boolean): Promise<Verified> {
    return comparing ? this.verifying.all() : this.verifying.withoutViews();
  }

  private async lookThrough(comparing: boolean): Promise<Verified> {
    // Another process may have switched builds, and this one has not read since.
    await this.parts.projections.renew();
    return lookThrough(this.traffic, () => this.status(), comparing ? this.definition.views : null);
  }

  /** Until it is open, however long that takes. */
  private async open(looked: () => void): Promise<void> {
    while (!this.stopped && !(await this.isOpenNow(looked)))
      await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS));
  }

  private async isOpenNow(looked: () => void): Promise<boolean> {
    try {
      await this.parts.opened.transport.ensureTopics(this.traffic.topics);
      await this.look();
      looked();
      if (this.strange === null) await this.traffic.start();
      this.closedFor = null;
      return this.strange === null;
    } catch (error) {
      this.closedFor = (error as Error).message || String(error);
      this.log.warn({ err: error }, 'the road is not open yet');
      await this.traffic.stop().catch((err: unknown) => this.log.warn({ err }, 'what was opened did not close'));
      return false;
    }
  }

  private async look(): Promise<void> {
    this.found(await strangeTo(this.name, this.traffic.tools));
  }

  /** The database is another one since the road was opened: it closes, and is looked at as at the start. */
  private halt(partition: string): void {
    if (this.ended || this.strange !== null) return;
    this.found(partition);
    this.whileClosed(() => Promise.resolve()).catch((err: unknown) => this.log.warn({ err }, 'the road did not close'));
  }

  private found(strange: string | null): void {
    if (strange !== this.strange && strange !== null)
      this.log.error({ partition: strange }, 'log-restored: this topic ends with what the log does not hold');
    this.strange = strange;
  }

  private statusParts(): StatusParts {
    const alarms = this.strange === null ? this.traffic.alarms : [`log-restored ${this.strange}`];
    const closed = this.closedFor === null ? [] : [`road-closed: ${this.closedFor}`];
    return { ...this.traffic.tools, alarms: [...closed, ...alarms] };
  }
}
