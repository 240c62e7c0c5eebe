import { DOMAIN_TOPICS, PARTITIONS, UPSTREAM_TOPIC } from '@ckm/contracts';
import { type Promised, verifyLog } from '@ckm/event-store';
import {
  type Applied,
  appliedBy,
  type Consumer,
  intakeSlice,
  type Projection,
  type Projections,
  reactionSlice,
  type Relay,
  type RoadStatus,
  roadStatus,
  type Slice,
  startConsumer,
  startRelay,
  verifyRoad,
  viewSlice,
  type ViewSum,
  viewSums,
} from '@ckm/messaging';
import type { Logger } from '@ckm/telemetry';
import type { ServiceConfig } from './config.js';
import type { Opened } from './open.js';
import type { Service, ServiceDefinition, Worker } from './service.js';

const TOPICS = [...DOMAIN_TOPICS, UPSTREAM_TOPIC].map(name => ({ name, partitions: PARTITIONS }));

/** How often a build is asked whether it is full. */
const LOOK_EVERY_MS = 500;

export interface Report extends RoadStatus {
  sums: { views?: ViewSum[] } & Record<string, unknown>;
}

export interface Verified {
  epoch: string;
  applied: Applied[];
  promises: Promised[];
}

interface RoadParts {
  config: ServiceConfig;
  opened: Opened;
  projections: Projections;
  service: Service;
  log: Logger;
}

/** The service's way out and its ways in. Capture does not wait for it: the log absorbs what the road cannot take. */
export class Road {
  private readonly consumers: Consumer[] = [];
  private workers: Worker[] = [];
  private relay: Relay | null = null;
  private stopped = false;
  private starting: Promise<void> = Promise.resolve();

  constructor(
    private readonly definition: ServiceDefinition,
    private readonly parts: RoadParts,
  ) {}

  start(): void {
    this.starting = this.open();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.starting;
    await Promise.all(this.workers.map(worker => worker.stop()));
    await Promise.all(this.consumers.map(consumer => consumer.stop()));
    await this.relay?.stop();
  }

  status(): Promise<RoadStatus> {
    const { database, transport } = this.parts.opened;
    const alarms = this.consumers.flatMap(consumer => consumer.alarms());
    return roadStatus(this.definition.name, { database, transport, alarms });
  }

  /** The status and the sums. Own sums before, those of views behind: what is counted at one end was sent before it is looked for at the other. */
  async report(): Promise<Report> {
    const { opened, projections, service } = this.parts;
    const own = await this.definition.sums?.(service);
    const status = await this.status();
    const views = await viewSums(this.definition.name, {
      database: opened.database,
      projections: projections.all,
      status,
    });
    return { ...status, sums: { ...own, ...(views.length > 0 ? { views } : {}) } };
  }

  /** The epoch and what was applied are for the console: it knows how far the others' logs go. */
  async verify(): Promise<Verified> {
    const { opened, service } = this.parts;
    const applied = await appliedBy(opened.database);
    const log = await verifyLog(opened.database.writer);
    const road = await verifyRoad(opened.database, await this.status());
    return { epoch: await service.events.epoch(), applied, promises: [...log, ...road] };
  }

  private async open(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.parts.opened.transport.ensureTopics(TOPICS);
        return await this.openLanes();
      } catch (error) {
        this.parts.log.warn({ err: error }, 'the road is not open yet');
        await new Promise(resolve => setTimeout(resolve, 1_000));
      }
    }
  }

  private async openLanes(): Promise<void> {
    const { config, opened, service, log } = this.parts;
    const common = {
      transport: opened.transport,
      database: opened.database,
      store: service.events,
      privacy: opened.privacy,
      log,
    };
    this.relay ??= startRelay({
      ...common,
      service: this.definition.name,
      pool: opened.database.writer,
      owner: config.instance,
    });
    const live = this.liveSlices();
    if (live.length > 0) await this.consume('live', live);
    for (const projection of this.parts.projections.all)
      if (projection.state === 'building') await this.build(projection);
    this.workers = this.definition.workers?.(service) ?? [];
  }

  private liveSlices(): Slice[] {
    const { name, reactions, intakes } = this.definition;
    return [
      ...this.parts.projections.all.filter(one => one.state === 'live').map(one => viewSlice(name, one)),
      ...reactions(this.parts.service).map(one => reactionSlice(name, one)),
      ...intakes(this.parts.service).map(intakeSlice),
    ];
  }

  private async consume(group: string, slices: Slice[]): Promise<void> {
    const { opened, service, log } = this.parts;
    const consumer = await startConsumer({
      name: `ckm.${this.definition.name}.${group}`,
      slices,
      transport: opened.transport,
      database: opened.database,
      store: service.events,
      privacy: opened.privacy,
      log,
      now: service.now,
      random: Math.random,
    });
    this.consumers.push(consumer);
  }

  /** A raised version is filled by a loop of its own; when nothing is left behind, readers are switched over. */
  private async build(projection: Projection): Promise<void> {
    const slice = viewSlice(this.definition.name, projection);
    await this.consume(projection.table, [slice]);
    void this.switchWhenFull(projection, slice.name);
  }

  /** Looks again and again: where there is nothing to read, no delivery would tell. */
  private async switchWhenFull(projection: Projection, slice: string): Promise<void> {
    while (!this.stopped && projection.state === 'building') {
      try {
        if (await this.isFull(slice)) await this.parts.projections.goLive(projection);
      } catch (error) {
        this.parts.log.warn({ err: error, table: projection.table }, 'readers are not switched over yet');
      }
      await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  private async isFull(slice: string): Promise<boolean> {
    const { consumers, alarms } = await this.status();
    const mine = consumers.filter(one => one.slice === slice);
    return mine.every(one => one.lagEvents === 0) && !alarms.includes('transport-unreachable');
  }
}
