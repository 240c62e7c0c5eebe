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
import { liveConsumerGroup } from './consumer-group.js';
import type { Opened } from './open.js';
import type { Service, ServiceDefinition } from './service.js';
import { startWorker, type Worker } from './worker.js';

const CHECK_EVERY_MS = 60_000;

export interface RoadParts {
  config: ServiceConfig;
  opened: Opened;
  projections: Projections;
  service: Service;
}

/** What runs while the road is open: the relay, the consumers, the workers. */
export class Traffic {
  /** One of all live slices, and one of each build. */
  private consumers: Consumer[] = [];
  private workers: Worker[] = [];
  private relay: Relay | null = null;
  private isOpen = false;
  private misconfigured: string[] = [];
  private readonly lateness = new Lateness();
  /** The slices that are no views. */
  private readonly others: Slice[];

  constructor(
    private readonly definition: ServiceDefinition,
    private readonly parts: RoadParts,
    private readonly onDivergence: (partition: string) => void,
  ) {
    const { name, reactions, intakes } = definition;
    this.others = [
      ...reactions(parts.service).map(one => reactionSlice(name, one)),
      ...intakes(parts.service).map(intakeSlice),
      erasureSlice(name),
    ];
  }

  /** Must be stopped even when it rejects; then it can be started again. */
  async start(): Promise<void> {
    const { config, opened, projections, service } = this.parts;
    const { onDivergence } = this;
    this.relay = startRelay({ ...this.tools, pool: opened.database.writer, owner: config.instance, onDivergence });
    const live = this.slicesOf(projections.all.filter(one => one.state !== 'building'));
    const group = liveConsumerGroup(this.definition.views, this.others);
    this.consumers.push(await startConsumer({ ...this.optionsOf(group, live), tells: this.lateness }));
    this.isOpen = true;
    projections.all.filter(one => one.state === 'building').forEach(one => this.build(one));
    const everyMinute = (worker: string, turn: () => Promise<void>): Worker =>
      startWorker(service, worker, () => turn().then(() => false), { everyMs: CHECK_EVERY_MS });
    this.workers = [
      ...(this.definition.workers?.(service) ?? []),
      everyMinute('lapse', () => lapse(opened.database.writer)),
      everyMinute('rewrite', () => this.rewrite()),
      everyMinute('topic-settings', () => this.checkTopicSettings()),
    ];
  }

  async stop(): Promise<void> {
    this.isOpen = false;
    await Promise.all(this.workers.map(worker => worker.stop()));
    await Promise.all(this.consumers.map(consumer => consumer.stop()));
    await this.relay?.stop();
    [this.workers, this.consumers, this.relay] = [[], [], null];
  }

  /** Fills a build beside the live one; while the road is closed, nothing: `start` takes up every build. */
  build(projection: Projection): void {
    if (!this.isOpen) return;
    const options = this.optionsOf(projection.table, []);
    const { projections, service } = this.parts;
    service.log.info({ build: projection.table }, 'a view is being built beside the live one');
    this.consumers.push(startBuild(projection, { ...options, projections, yieldsTo: this.lateness }));
  }

  /** What relay, consumers and verification work with. */
  get tools() {
    const { opened, service } = this.parts;
    const { database, transport, privacy } = opened;
    return { service: this.name, database, transport, privacy, store: service.events, log: service.log };
  }

  /** The topics that must exist: every domain topic, and the topics of other systems that this service reads. */
  get topics(): TopicSpec[] {
    const read = this.others.flatMap(({ topics }) => topics).filter(topic => topic !== OWN_LOG);
    return [...new Set([...DOMAIN_TOPICS, ...read])].map(name => ({
      name,
      partitions: PARTITIONS,
      isFromElsewhere: !DOMAIN_TOPICS.includes(name),
    }));
  }

  /** The slices that run here, without builds. */
  get live(): Slice[] {
    return this.slicesOf(this.parts.projections.all.filter(one => one.state === 'live'));
  }

  get alarms(): string[] {
    return [...this.misconfigured.map(one => `topic-setting ${one}`), ...this.consumers.flatMap(one => one.alarms())];
  }

  /** For redriving parked and quarantined messages: all slices that run here, builds included. */
  get redriveOptions(): ConsumerOptions {
    return this.optionsOf('redrive', this.slicesOf(this.parts.projections.all));
  }

  private get name(): ServiceName {
    return this.definition.name;
  }

  /** The files of a table keep the words of forgotten people even after its rows were emptied: only a new build has none of them. */
  private async rewrite(): Promise<void> {
    const { config, projections, service } = this.parts;
    const before = new Date(service.now().getTime() - config.rewriteAfterMs);
    for (const projection of await projections.rewrite(before)) this.build(projection);
  }

  /** Checks the topics that this service produces, and those of other systems that it reads. */
  private async checkTopicSettings(): Promise<void> {
    const own = topicsOf(this.name);
    const mine = this.topics.filter(({ name, isFromElsewhere }) => isFromElsewhere || own.includes(name));
    this.misconfigured = (await this.tools.transport.misconfigured?.(mine)) ?? [];
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
