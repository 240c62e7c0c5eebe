import { DOMAIN_TOPICS, PARTITIONS, type ServiceName, UPSTREAM_TOPIC } from '@ckm/contracts';
import {
  type ConsumerOptions,
  erasureSlice,
  intakeSlice,
  lapse,
  type Projection,
  type Projections,
  type ProjectionStatus,
  projectionStatus,
  reactionSlice,
  type Relay,
  type RoadStatus,
  roadStatus,
  type Slice,
  startBuild,
  startConsumer,
  startRelay,
  type StatusParts,
  viewSlice,
  type ViewSum,
  viewSums,
} from '@ckm/messaging';
import type { Logger } from '@ckm/telemetry';
import type { ServiceConfig } from './config.js';
import type { Opened } from './open.js';
import { liveGroup } from './group.js';
import { Readers } from './readers.js';
import type { Service, ServiceDefinition } from './service.js';
import { type Verified, verifyService } from './verified.js';
import { startWorker, type Worker } from './worker.js';

const TOPICS = [...DOMAIN_TOPICS, UPSTREAM_TOPIC].map(name => ({ name, partitions: PARTITIONS }));
const LAPSE_EVERY_MS = 60_000;

export interface Report extends RoadStatus {
  sums: { views?: ViewSum[] } & Record<string, unknown>;
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
  private readonly readers = new Readers();
  private workers: Worker[] = [];
  private relay: Relay | null = null;
  private stopped = false;
  private isOpen = false;
  private readonly others: Slice[];
  private starting: Promise<void> = Promise.resolve();

  constructor(
    private readonly definition: ServiceDefinition,
    private readonly parts: RoadParts,
  ) {
    const { name, reactions, intakes } = definition;
    this.others = [
      ...reactions(parts.service).map(one => reactionSlice(name, one)),
      ...intakes(parts.service).map(intakeSlice),
      erasureSlice(name),
    ];
  }

  get name(): ServiceName {
    return this.definition.name;
  }

  start(): void {
    this.starting = this.open();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.starting;
    await Promise.all(this.workers.map(worker => worker.stop()));
    await this.readers.stop();
    await this.relay?.stop();
  }

  status(): Promise<RoadStatus> {
    return roadStatus(this.definition.name, this.statusParts());
  }

  projections(): Promise<ProjectionStatus[]> {
    return projectionStatus(this.definition.name, this.statusParts());
  }

  /** Another build of a view begins, from the first event, while the live one serves. */
  async rebuild(name: string): Promise<Projection> {
    const projection = await this.parts.projections.rebuild(name);
    if (this.isOpen) this.build(projection);
    return projection;
  }

  /** What redrives what was put aside: all that runs here. */
  get runs(): ConsumerOptions {
    return this.optionsOf('redrive', this.slicesOf(this.parts.projections.all));
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

  verify(views: boolean): Promise<Verified> {
    const slices = this.slicesOf(this.liveProjections);
    return verifyService({ ...this.parts, definition: this.definition, slices, status: () => this.status(), views });
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
    const { config, opened, projections, service, log } = this.parts;
    this.relay ??= startRelay({
      service: this.definition.name,
      transport: opened.transport,
      store: service.events,
      pool: opened.database.writer,
      owner: config.instance,
      log,
    });
    const live = this.slicesOf(projections.all.filter(one => one.state !== 'building'));
    const group = liveGroup(this.definition.views, this.others);
    this.readers.add(await startConsumer(this.optionsOf(group, live)));
    projections.all.filter(one => one.state === 'building').forEach(one => this.build(one));
    this.isOpen = true;
    const lapsing = (): Promise<boolean> => lapse(opened.database.writer, service.now()).then(() => false);
    const own = this.definition.workers?.(service) ?? [];
    this.workers = [...own, startWorker(service, 'lapse', lapsing, LAPSE_EVERY_MS)];
  }

  private get liveProjections(): Projection[] {
    return this.parts.projections.all.filter(one => one.state === 'live');
  }

  private build(projection: Projection): void {
    const options = this.optionsOf(projection.table, []);
    const { projections } = this.parts;
    this.readers.add(startBuild(projection, { ...options, service: this.definition.name, projections }), projection);
  }

  private slicesOf(projections: Projection[]): Slice[] {
    return [...projections.map(one => viewSlice(this.definition.name, one)), ...this.others];
  }

  private optionsOf(group: string, slices: Slice[]): ConsumerOptions {
    const { opened, projections, service, log } = this.parts;
    return {
      name: `ckm.${this.definition.name}.${group}`,
      slices,
      transport: opened.transport,
      database: opened.database,
      store: service.events,
      privacy: opened.privacy,
      renew: () => projections.renew(),
      log,
      now: service.now,
      random: Math.random,
    };
  }

  private statusParts(): StatusParts {
    const { opened, projections, service } = this.parts;
    const alarms = this.readers.alarms(projections.all);
    return { database: opened.database, transport: opened.transport, store: service.events, alarms };
  }
}
