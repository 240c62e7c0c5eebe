import { CheckedQuery, Command, isCount, type Page, pageAfter, PageQuery, type Principal, Query, Who } from '@ckm/http';
import { type Asker, listParked, type Parked, redriveParked, type Redriven, WAITS } from '@ckm/messaging';
import { Controller, Param } from '@nestjs/common';
import { Road } from '../road.js';
import { Service } from '../service.js';
import { qualified, unqualified } from './qualified.js';

const NUMBER = /^\d{1,15}$/;

@Controller()
export class ParkedRoutes {
  constructor(
    private readonly service: Service,
    private readonly road: Road,
  ) {}

  @Query({
    get: '/v1/ops/parked',
    role: 'steward',
    summary: 'Messages that could not be handled, with their cause, and those of their keys that wait behind them.',
    query: PageQuery,
  })
  list(@CheckedQuery(PageQuery) query: PageQuery, @Who() principal: Principal): Promise<Page<object>> {
    return pageAfter(query, [isCount], async ([after = 0], limit) => {
      const { writer } = this.road.redriveOptions.database;
      const found = await listParked(writer, this.asker(principal), { after: Number(after), limit });
      return found.map(parked => ({ ...this.shown(parked), place: [String(parked.id)] }));
    });
  }

  @Command({
    post: '/v1/ops/parked/:id/redrive',
    role: 'steward',
    summary: 'Handle the parked messages of that key again, in order.',
    problems: [404],
  })
  async redrive(@Param('id') given: string, @Who() principal: Principal): Promise<{ data: Redriven }> {
    const id = Number(unqualified(this.road.name, given, [NUMBER, 'parked-not-found']));
    const data = await redriveParked(this.asker(principal), id, this.road.redriveOptions);
    this.service.log.info({ subject: principal.subject, id: given, ...data }, 'parked messages redriven');
    return { data };
  }

  private asker({ tenantId }: Principal): Asker {
    return { tenantId, fallback: this.service.installationTenant };
  }

  private shown({ id, slices, topic, partition, received, cause, parkedAt }: Parked): object {
    const { name: service } = this.road;
    const { ce_type: type, ce_subject: subject } = received.headers;
    return {
      id: qualified(service, id),
      service,
      consumer: slices.join(', '),
      topic,
      partition,
      offset: Number(received.offset),
      type: type ? eventTypeIn(Buffer.from(type).toString()) : null,
      subject: subject ? Buffer.from(subject).toString() : null,
      cause,
      waits: cause === WAITS,
      parkedAt,
    };
  }
}

/** `ckm.ItemInterpreted.v2` is an ItemInterpreted. */
export const eventTypeIn = (header: string): string => /^ckm\.(\w+)\.v\d+$/.exec(header)?.[1] ?? header;
