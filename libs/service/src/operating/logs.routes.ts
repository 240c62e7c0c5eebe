import { SERVICES, type ServiceName, topicsOf } from '@ckm/contracts';
import { CheckedBody, Command, type Principal, Problem, Who } from '@ckm/http';
import { beginEpoch, readersOfOtherLogs, readFromTheFirst, republish } from '@ckm/messaging';
import { Controller, Param } from '@nestjs/common';
import { IsBoolean, IsInt, IsOptional, IsString, IsUUID, Max, Min } from 'class-validator';
import { Road } from '../road.js';
import { Service } from '../service.js';
import { unqualified } from './qualified.js';

const NAME = /^[a-z]+$/;
const NOT_YOURS =
  'A log holds the events of all tenants: only an admin of the tenant whose installation it is may say so.';

export class LogRestored {
  /** Also where nothing shows it: the topics were lost with the log. */
  @IsOptional() @IsBoolean() anyway?: boolean | null;
}

export class LogReplaced {
  @IsUUID() epoch!: string;
}

export class RepublishLog {
  /** Default: every topic of the service. */
  @IsOptional() @IsString() topic?: string | null;
  /** Position of the first event to be sent again. */
  @IsOptional() @IsInt() @Min(1) @Max(Number.MAX_SAFE_INTEGER) from?: number | null;
}

/** What an operator says of a log that was restored: to its own service, and to those that read its topics. */
@Controller()
export class LogRoutes {
  constructor(
    private readonly service: Service,
    private readonly road: Road,
  ) {}

  @Command({
    post: '/v1/ops/logs/:service/restored',
    role: 'admin',
    summary:
      'An older log was restored, and is to be gone on with: it begins a new epoch and is published from its first event.',
    body: LogRestored,
    problems: [404],
  })
  async restored(
    @Param('service') name: string,
    @CheckedBody(LogRestored) { anyway }: LogRestored,
    @Who() principal: Principal,
  ): Promise<{ data: { service: ServiceName; topics: string[]; epoch: string; head: number; began: boolean } }> {
    this.check(principal);
    if (name !== this.road.name) throw new Problem('log-not-found');
    const began = this.road.divergent !== null || anyway === true;
    if (began) await this.beginEpoch(principal);
    const { events } = this.service;
    const { name: service } = this.road;
    const head = Number(await events.head());
    return { data: { service, topics: topicsOf(service), epoch: await events.epoch(), head, began } };
  }

  @Command({
    post: '/v1/ops/logs/:service/republish',
    role: 'admin',
    summary: 'Publish events of the log again; who reads them drops what it knows.',
    body: RepublishLog,
    problems: [404],
  })
  async republish(
    @Param('service') name: string,
    @CheckedBody(RepublishLog) { topic, from }: RepublishLog,
    @Who() principal: Principal,
  ): Promise<{ data: { service: ServiceName; topics: string[]; head: number } }> {
    this.check(principal);
    const all = topicsOf(this.road.name);
    const topics = all.filter(one => !topic || one === topic);
    if (name !== this.road.name || topics.length === 0) throw new Problem('log-not-found');
    const { events } = this.service;
    await republish(this.road.parts.opened.database.writer, events, { topics, from: BigInt(from ?? 1) });
    this.service.log.info({ subject: principal.subject, topics, from }, 'events are published again');
    return { data: { service: this.road.name, topics, head: Number(await events.head()) } };
  }

  @Command({
    post: '/v1/ops/sources/:id/replaced',
    role: 'admin',
    summary:
      'The topics of a service hold another log: they are read from the first event, and views over them are built anew.',
    body: LogReplaced,
    problems: [404],
  })
  async replaced(
    @Param('id') id: string,
    @CheckedBody(LogReplaced) { epoch }: LogReplaced,
    @Who() principal: Principal,
  ): Promise<{ data: { service: ServiceName; views: string[] } }> {
    this.check(principal);
    const source = unqualified(this.road.name, id, [NAME, 'log-not-found']);
    const producer = SERVICES.find(one => one === source && one !== this.road.name);
    if (!producer) throw new Problem('log-not-found');
    const views = await this.road.whileClosed(() => this.readAgain(producer, epoch));
    this.service.log.info({ subject: principal.subject, producer, epoch, views }, 'another log of a source is read');
    return { data: { service: this.road.name, views } };
  }

  private async beginEpoch({ subject }: Principal): Promise<void> {
    const { owner, transport } = this.road.parts.opened;
    const epoch = await this.road.whileClosed(async () => {
      const begun = await beginEpoch(topicsOf(this.road.name), owner, transport);
      await this.road.definition.restored?.(this.service);
      return begun;
    });
    this.service.log.info({ subject, epoch }, 'a restored log goes on');
  }

  /** Builds first: broken off in between it is to be done again, and the next ones take their place. */
  private async readAgain(producer: ServiceName, epoch: string): Promise<string[]> {
    const { opened, projections } = this.road.parts;
    const { writer } = opened.database;
    const readers = await readersOfOtherLogs(writer, topicsOf(producer), epoch);
    const views = new Set(projections.all.filter(({ table }) => readers.includes(table)).map(({ view }) => view.name));
    for (const name of views) await projections.rebuild(name, true);
    await readFromTheFirst(writer, topicsOf(producer), epoch);
    return [...views];
  }

  private check(principal: Principal): void {
    if (!this.service.isOperatedBy(principal)) throw new Problem('role-missing', NOT_YOURS);
  }
}
