import { UUID } from '@ckm/contracts';
import {
  CheckedQuery,
  Command,
  isCount,
  isId,
  type Page,
  pageAfter,
  PageQuery,
  type Principal,
  Query,
  Who,
} from '@ckm/http';
import {
  listQuarantine,
  openQuarantined,
  type QuarantinedRecord,
  type RecordBytes,
  redriveQuarantined,
} from '@ckm/messaging';
import { Controller, Param } from '@nestjs/common';
import { Road } from '../road.js';
import { Service } from '../service.js';
import { qualified, unqualified } from './qualified.js';

@Controller()
export class QuarantineRoutes {
  constructor(
    private readonly service: Service,
    private readonly road: Road,
  ) {}

  @Query({
    get: '/v1/ops/quarantine',
    role: 'steward',
    summary: 'Records of upstream systems that could not be read, with code and cause, and when they lapse.',
    query: PageQuery,
  })
  list(@CheckedQuery(PageQuery) query: PageQuery, @Who() { tenantId }: Principal): Promise<Page<object>> {
    return pageAfter(query, [isCount, isId], async (place, limit) => {
      const after = place.length > 0 ? place : null;
      const found = await listQuarantine(this.road.redriveOptions.database.writer, tenantId, { after, limit });
      return found.map(record => ({ ...this.shown(record), place: record.place }));
    });
  }

  @Query({
    get: '/v1/ops/quarantine/:id',
    role: 'steward',
    summary: 'One quarantined record with its bytes, in base64.',
    problems: [404, 410],
  })
  async one(
    @Param('id') given: string,
    @Who() { tenantId }: Principal,
  ): Promise<{ data: object & { record: RecordBytes } }> {
    const { database, privacy } = this.road.redriveOptions;
    const { record, bytes } = await openQuarantined(database.writer, privacy, { tenantId, id: this.idIn(given) });
    return { data: { ...this.shown(record), record: bytes } };
  }

  @Command({
    post: '/v1/ops/quarantine/:id/redrive',
    role: 'steward',
    summary: 'Read a quarantined record again: what is understood now leaves the quarantine.',
    problems: [404, 410],
  })
  async redrive(@Param('id') id: string, @Who() { tenantId, subject }: Principal): Promise<{ data: object }> {
    const reread = await redriveQuarantined(tenantId, this.idIn(id), this.road.redriveOptions);
    this.service.log.info({ subject, id, outcome: reread.outcome }, 'quarantined record redriven');
    return { data: { id, ...reread } };
  }

  private shown({ id, offset, place: _, ...record }: QuarantinedRecord): object {
    const { name: service } = this.road;
    return { id: qualified(service, id), service, ...record, offset: Number(offset) };
  }

  private idIn(given: string): string {
    return unqualified(this.road.name, given, [UUID, 'quarantined-not-found']);
  }
}
