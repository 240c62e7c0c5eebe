import { Command, type Principal, Problem, Query, Who } from '@ckm/http';
import { Controller, Param } from '@nestjs/common';
import { Road } from '../road.js';
import { Service } from '../service.js';
import { qualified, unqualified } from './qualified.js';

const NAME = /^[a-z_]+$/;
const NOT_YOURS =
  'A view holds the items of all tenants: only an admin of the tenant whose installation it is may have it built.';

@Controller()
export class ProjectionsRoutes {
  constructor(
    private readonly service: Service,
    private readonly road: Road,
  ) {}

  @Query({
    get: '/v1/ops/projections',
    role: 'reader',
    summary:
      'Views, and what is being built beside them; to stewards of the tenant whose installation it is, with how many of how many messages are read.',
  })
  async list(@Who() principal: Principal): Promise<{ data: object[]; page: { next: null } }> {
    const { name: service } = this.road;
    const { projections } = await this.road.projections();
    const isOperator = this.service.isOperatedBy(principal);
    return {
      data: projections.map(({ name, version, build, state, ...amounts }) => ({
        ...{ name: qualified(service, name), service, version, build, state },
        ...(isOperator ? amounts : {}),
      })),
      page: { next: null },
    };
  }

  @Command({
    post: '/v1/ops/projections/:name/rebuild',
    role: 'admin',
    summary: 'Build a view again from the first event, while it serves.',
    problems: [404, 409],
  })
  async rebuild(@Param('name') name: string, @Who() principal: Principal): Promise<{ data: object }> {
    if (!this.service.isOperatedBy(principal)) throw new Problem('role-missing', NOT_YOURS);
    const { view, build } = await this.road.rebuild(unqualified(this.road.name, name, [NAME, 'projection-not-found']));
    this.service.log.info({ subject: principal.subject, name, build }, 'view is being built again');
    return { data: { name, version: view.version, build } };
  }
}
