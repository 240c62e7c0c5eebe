import type { ServiceName } from '@ckm/contracts';
import {
  type ConsumerOptions,
  type Projection,
  type ProjectionStatus,
  projectionStatus,
  type RoadStatus,
  roadStatus,
  type StatusParts,
  divergentPartition,
} from '@ckm/messaging';
import type { Logger } from '@ckm/telemetry';
import { verifyService, type Verified } from './verify-service.js';
import { reportOf } from './report.js';
import type { ServiceDefinition } from './service.js';
import { freshSingleFlight, singleFlight } from './single-flight.js';
import { type RoadParts, Traffic } from './traffic.js';

const LOOK_PATIENCE_MS = 5_000;
const LOOK_AGAIN_MS = 1_000;

/**
 * A service's connection to the others: its relay, its consumers and its workers, once the transport answers. Commands do not wait for it:
 * the log keeps what cannot be published yet.
 */
export class Road {
  /**
   * The partition, if any, that ends with an event which the log does not hold. The service then publishes, reads and writes nothing until
   * an operator has said how to go on.
   */
  divergent: string | null = null;
  private readonly traffic: Traffic;
  /** The sums count every row: counted once at a time, and for each caller after it asked. */
  readonly report = freshSingleFlight(() => reportOf(this.definition, this.parts, () => this.status()));
  /** A verification reads the whole log: of each kind one runs at a time, for all callers. */
  private readonly verifying = {
    all: singleFlight(() => this.verifyNow(true)),
    withoutViews: singleFlight(() => this.verifyNow(false)),
  };
  /** Why it is not open, in words; null while it is open, or has had no time to open. */
  private closedFor: string | null = null;
  private stopped = false;
  private ended = false;
  /** The last work of `whileClosed`: one comes after the other. */
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

  /**
   * Opens it, however long that takes. Resolves when the log was compared with its topics, or after five seconds while the transport does
   * not answer.
   */
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

  /** For work on the rows of lanes and checkpoints: closes the road, does the work, and opens it again from what the rows say then. */
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

  /** Begins another build of a view, from the first event, while the live one serves. @throws Rejection as `Projections.rebuild` */
  async rebuild(name: string): Promise<Projection> {
    const projection = await this.parts.projections.rebuild(name);
    this.traffic.build(projection);
    return projection;
  }

  /** For redriving parked and quarantined messages: all slices that run here, builds included. */
  get redriveOptions(): ConsumerOptions {
    return this.traffic.redriveOptions;
  }

  /** Checks the promises of the service, for all tenants. @param comparing whether views are compared with their events */
  verify(comparing: boolean): Promise<Verified> {
    return comparing ? this.verifying.all() : this.verifying.withoutViews();
  }

  private async verifyNow(comparing: boolean): Promise<Verified> {
    // Another process may have switched builds, and this one has not read since.
    await this.parts.projections.renew();
    return verifyService(this.traffic, () => this.status(), comparing ? this.definition.views : null);
  }

  /** Tries until it is open, or stopped. */
  private async open(looked: () => void): Promise<void> {
    while (!this.stopped && !(await this.isOpenNow(looked)))
      await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS));
  }

  private async isOpenNow(looked: () => void): Promise<boolean> {
    try {
      await this.parts.opened.transport.ensureTopics(this.traffic.topics);
      await this.look();
      looked();
      if (this.divergent === null) await this.traffic.start();
      this.closedFor = null;
      return this.divergent === null;
    } catch (error) {
      this.closedFor = (error as Error).message || String(error);
      this.log.warn({ err: error }, 'the road is not open yet');
      await this.traffic.stop().catch((err: unknown) => this.log.warn({ err }, 'what was opened did not close'));
      return false;
    }
  }

  private async look(): Promise<void> {
    this.found(await divergentPartition(this.name, this.traffic.tools));
  }

  /** The log has turned out to diverge since the road was opened: it closes, and compares the log with its topics as at the start. */
  private halt(partition: string): void {
    if (this.ended || this.divergent !== null) return;
    this.found(partition);
    this.whileClosed(() => Promise.resolve()).catch((err: unknown) => this.log.warn({ err }, 'the road did not close'));
  }

  private found(divergent: string | null): void {
    if (divergent !== this.divergent && divergent !== null)
      this.log.error({ partition: divergent }, 'log-restored: this topic ends with what the log does not hold');
    this.divergent = divergent;
  }

  private statusParts(): StatusParts {
    const alarms = this.divergent === null ? this.traffic.alarms : [`log-restored ${this.divergent}`];
    const closed = this.closedFor === null ? [] : [`road-closed: ${this.closedFor}`];
    return { ...this.traffic.tools, alarms: [...closed, ...alarms] };
  }
}
