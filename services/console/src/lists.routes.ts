import { SERVICES, type ServiceName } from '@ckm/contracts';
import { CheckedQuery, fromCursor, type Page, PageQuery, Query, toCursor } from '@ckm/http';
import { Controller, Headers } from '@nestjs/common';
import { Services } from './services.js';

interface MergedPage extends Page<unknown> {
  /** Services that do not answer: their part is missing. */
  silent: ServiceName[];
}

/** A part of the cursor is the cursor of one service, which checks it. */
const isForService = (): boolean => true;

/** Merges the lists that every service has for operators. */
@Controller()
export class ListRoutes {
  constructor(private readonly services: Services) {}

  @Query({
    get: '/v1/ops/quarantine',
    role: 'steward',
    summary: 'Records of upstream systems that could not be read, with code and cause.',
    query: PageQuery,
  })
  quarantine(@CheckedQuery(PageQuery) query: PageQuery, @Headers('authorization') token: string): Promise<MergedPage> {
    return this.merged('/v1/ops/quarantine', query, token);
  }

  @Query({
    get: '/v1/ops/parked',
    role: 'steward',
    summary: 'Messages that could not be handled, with their cause, and those of their keys that wait behind them.',
    query: PageQuery,
  })
  parked(@CheckedQuery(PageQuery) query: PageQuery, @Headers('authorization') token: string): Promise<MergedPage> {
    return this.merged('/v1/ops/parked', query, token);
  }

  @Query({
    get: '/v1/ops/projections',
    role: 'reader',
    summary:
      'Views, and what is being built beside them; to stewards of the tenant whose installation it is, with how many of how many messages are read.',
  })
  projections(@Headers('authorization') token: string): Promise<MergedPage> {
    return this.merged('/v1/ops/projections', {}, token);
  }

  /** One page of each service that has one left. The cursor holds a cursor for each service, empty where its list has ended. */
  private async merged(path: string, { cursor, limit }: PageQuery, token: string): Promise<MergedPage> {
    const cursors = fromCursor(cursor, ...SERVICES.map(() => isForService));
    const cursorOf = (service: ServiceName): string => cursors[SERVICES.indexOf(service)] ?? '';
    const asked = SERVICES.filter(service => cursor === undefined || cursorOf(service) !== '');
    const pathOf = (service: ServiceName): string => {
      const query = new URLSearchParams(cursor === undefined ? {} : { cursor: cursorOf(service) });
      if (limit !== undefined) query.set('limit', String(limit));
      return `${path}?${query.toString()}`;
    };
    const answers = new Map(await this.services.ask<Page<unknown>>(pathOf, token, { services: asked }));
    const next = SERVICES.map(service => answers.get(service)?.page.next ?? '');
    return {
      data: asked.flatMap(service => answers.get(service)?.data ?? []),
      page: { next: next.some(one => one !== '') ? toCursor(next) : null },
      silent: asked.filter(service => answers.get(service) === null),
    };
  }
}
