import type { JSONWebKeySet } from 'jose';
import { AccessGuard, Query, TokenVerifier } from '@ckm/http';
import { Controller, type DynamicModule, Inject, Module, type Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Report } from './road.js';
import { Service, type ServiceDefinition } from './service.js';

const STATUS = Symbol('status');

@Controller()
export class StatusRoute {
  constructor(@Inject(STATUS) private readonly status: () => Promise<Report>) {}

  @Query({
    get: '/v1/ops/status',
    role: 'reader',
    summary: 'How far the log was sent and the topics were read, and the sums.',
  })
  async get(): Promise<{ data: Report }> {
    return { data: await this.status() };
  }
}

@Module({})
class Host {}

/** The service's routes, with the guard in front of every one of them. */
export function hostModule(
  definition: ServiceDefinition,
  { service, jwks, status }: { service: Service; jwks: string; status: () => Promise<Report> },
): DynamicModule {
  return {
    module: Host,
    controllers: [...definition.routes, StatusRoute] as Type[],
    providers: [
      { provide: Service, useValue: service },
      { provide: STATUS, useValue: status },
      { provide: TokenVerifier, useValue: new TokenVerifier(JSON.parse(jwks) as JSONWebKeySet) },
      { provide: APP_GUARD, useClass: AccessGuard },
    ],
  };
}
