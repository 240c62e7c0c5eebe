import { type Access, CheckedQuery, guarded, MeRoute, type Principal, Query, VerifyQuery, Who } from '@ckm/http';
import { type Aside, asideOf } from '@ckm/messaging';
import { Controller, type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CertificateRoute } from './certificate.route.js';
import type { Verified } from './verify-service.js';
import { LogRoutes } from './operating/logs.routes.js';
import { ParkedRoutes } from './operating/parked.routes.js';
import { ProjectionsRoutes } from './operating/projections.routes.js';
import { QuarantineRoutes } from './operating/quarantine.routes.js';
import { RestoredGuard } from './restored.guard.js';
import type { Report } from './report.js';
import { Road } from './road.js';
import { redactedForOperator, redactedForTenant } from './redacted.js';
import { Service, type ServiceDefinition } from './service.js';

@Controller()
export class RoadRoutes {
  constructor(
    private readonly service: Service,
    private readonly road: Road,
  ) {}

  @Query({
    get: '/v1/ops/status',
    role: 'reader',
    summary:
      'To stewards of the tenant whose installation it is: how far the log was sent and the topics were read, and the sums. To others: what was put aside of theirs.',
  })
  async status(@Who() principal: Principal): Promise<{ data: Report | (Aside & Pick<Report, 'service'>) }> {
    if (this.service.isOperatedBy(principal)) return { data: await this.road.report() };
    const asker = { tenantId: principal.tenantId, fallback: this.service.installationTenant };
    return { data: { service: this.road.name, ...(await asideOf(this.road.redriveOptions.database.writer, asker)) } };
  }

  @Query({
    get: '/v1/ops/verify',
    role: 'steward',
    query: VerifyQuery,
    summary:
      'Every promise, looked at in the rows, and what breaks it; to stewards of the tenant whose installation it is, with how many were looked at. Takes as long as the log is.',
  })
  async verify(
    @CheckedQuery(VerifyQuery) { views = true }: VerifyQuery,
    @Who() principal: Principal,
  ): Promise<{ data: Verified | { promises: object[] } }> {
    const { promises, ...rest } = await this.road.verify(views);
    const { tenantId } = principal;
    if (!this.service.isOperatedBy(principal)) return { data: { promises: promises.map(redactedForTenant(tenantId)) } };
    return { data: { ...rest, promises: promises.map(redactedForOperator(tenantId)) } };
  }
}

@Module({})
class Host {}

/** The service's routes and those that every service has, all behind the guards. */
export function hostModule(
  definition: ServiceDefinition,
  { service, access, road }: { service: Service; access: Access; road: Road },
): DynamicModule {
  return {
    module: Host,
    controllers: [
      ...definition.routes,
      MeRoute,
      RoadRoutes,
      CertificateRoute,
      QuarantineRoutes,
      ParkedRoutes,
      ProjectionsRoutes,
      LogRoutes,
    ] as Type[],
    providers: [
      { provide: Service, useValue: service },
      { provide: Road, useValue: road },
      ...guarded(access),
      { provide: APP_GUARD, useValue: new RestoredGuard(road, [RoadRoutes, LogRoutes]) },
    ],
  };
}
