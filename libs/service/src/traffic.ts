import { DOMAIN_TOPICS, PARTITIONS, type ServiceName, topicsOf } from '@ckm/contracts';
import {
  type Consumer,
  type ConsumerOptions,
  erasureSlice,
  intakeSlice,
  lapse,
  Lateness,
  OWN_LOG,
  type Projection,
  type Projections,
  reactionSlice,
  type Relay,
  type Slice,
  startBuild,
  startConsumer,
  startRelay,
  type TopicSpec,
  viewSlice,
} from '@ckm/messaging';
import type { ServiceConfig } from './config.js';
import { liveGroup } from './group.js';
import type { Opened } from './open.js';
import type { Service, ServiceDefinition } from './service.js';
import { startWorker, type Worker } from './worker.js';

const LOOK_EVERY_MS = 60_000;

export interface RoadParts {
  config: ServiceConfig;
  opened: Opened;
  projections: Projections;
  service: Service;
}

/** What goes on while the road is open: the relay, the readers, the workers. */
export class Traffic {
  /** One of everything that is live, and one of each build. */
  private readers: Consumer[] = [];
  private workers: Worker[] = [];
  private relay: Relay | null = null;
  private isOpen = false;
  private misset: string[] = [];
  private readonly lateness = new Lateness();
  private readonly others: Slice[];

  constructor(
    private readonly definition: ServiceDefinition,
    private readonly parts: RoadParts,
    private readonly onStrange: (partition: string) => void,
  ) {
    const { name, reactions, intakes } = definition;
    this.others = [
      ...reactions(parts.service).map(one => reactionSlice(name, one)),
      ...intakes(parts.service).map(intakeSlice),
      erasureSlice(name),
    ];
  }

  /** What fails half-way is to be stopped as well; then it can be started again. */
  async start(): Promise<void> {
    const { config, opened, projections, service } = this.parts;
    const { onStrange } = this;
    this.relay = startRelay({ ...this.tools, pool: opened.database.writer, owner: config.instance, onStrange });
    const live = this.slicesOf(projections.all.filter(one => one.state !== 'building'));
    const group = liveGroup(this.definition.views, this.others);
    this.readers.push(await startConsumer({ ...this.optionsOf(group, live), tells: this.lateness }));
    this.isOpen = true;
    projections.all.filter(one => one.state === 'building').forEach(one => this.build(one));
    const look = (worker: string, turn: () => Promise<void>): Worker =>
      startWorker(service, worker, () => turn().then(() => false), LOOK_EVERY_MS);
    this.workers = [
      ...(this.definition.workers?.(service) ?? []),
      look('lapse', () => lapse(opened.database.writer)),
      look('rewrite', () => this.rewrite()),
      look('topic-settings', () => this.lookAtSettings()),
    ];
  }

  async stop(): Promise<void> {
    this.isOpen = false;
    await Promise.all(this.workers.map(worker => worker.stop()));
    await Promise.all(this.readers.map(reader => reader.stop()));
    await this.relay?.stop();
    [this.workers, this.readers, this.relay] = [[], [], null];
  }

  /** Fills it beside the live one; while the road is not open, once it is. */
  build(projection: Projection): void {
    if (!this.isOpen) return;
    const options = this.optionsOf(projection.table, []);
    const { projections, service } = this.parts;
    service.log.info({ build: projection.table }, 'a view is being built beside the live one');
    this.readers.push(startBuild(projection, { ...options, projections, yieldsTo: this.lateness }));
  }

  /** What everybody works with who sends, reads or looks after them. */
  get tools() {
    const { opened, service } = this.parts;
    const { database, transport, privacy } = opened;
    return { service: this.name, database, transport, privacy, store: service.events, log: service.log };
  }

  /** Those that there must be: all of ours, and what comes in here from elsewhere. */
  get topics(): TopicSpec[] {
    const read = this.others.flatMap(({ topics }) => topics).filter(topic => topic !== OWN_LOG);
    return [...new Set([...DOMAIN_TOPICS, ...read])].map(name => ({
      name,
      partitions: PARTITIONS,
      isFromElsewhere: !DOMAIN_TOPICS.includes(name),
    }));
  }

  /** Those that run here, without builds. */
  get live(): Slice[] {
    return this.slicesOf(this.parts.projections.all.filter(one => one.state === 'live'));
  }

  get alarms(): string[] {
    return [...this.misset.map(one => `topic-setting ${one}`), ...this.readers.flatMap(reader => reader.alarms())];
  }

  /** What redrives what was put aside: all that runs here. */
  get runs(): ConsumerOptions {
    return this.optionsOf('redrive', this.slicesOf(this.parts.projections.all));
  }

  private get name(): ServiceName {
    return this.definition.name;
  }

  /** What forgotten people said stays in a table's files, whatever is emptied in it: only another table has none of it. */
  private async rewrite(): Promise<void> {
    const { config, projections, service } = this.parts;
    const before = new Date(service.now().getTime() - config.rewriteAfterMs);
    for (const projection of await projections.rewrite(before)) this.build(projection);
  }

  /** Of a topic its producer tells, or who reads it where that is none of us. */
  private async lookAtSettings(): Promise<void> {
    const own = topicsOf(this.name);
    const mine = this.topics.filter(({ name, isFromElsewhere }) => isFromElsewhere || own.includes(name));
    this.misset = (await this.tools.transport.misset?.(mine)) ?? [];
  }

  private slicesOf(projections: Projection[]): Slice[] {
    return [...projections.map(one => viewSlice(this.name, one)), ...this.others];
  }

  private optionsOf(group: string, slices: Slice[]): ConsumerOptions & { service: ServiceName } {
    const { projections, service } = this.parts;
    const name = `ckm.${this.name}.${group}`;
    return { ...this.tools, name, slices, renew: () => projections.renew(), now: service.now, random: service.random };
  }
}
