import { asyncApi, SERVICES, type ServiceName } from '@ckm/contracts';
import { AccessGuard, type OpenApiDocument, PUBLIC, Query, TokenVerifier } from '@ckm/http';
import { Controller, type DynamicModule, Headers, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { JSONWebKeySet } from 'jose';
import { merged } from './merged-open-api.js';
import { Services } from './services.js';
import { CAPTURES, type Counted, withSums } from './sums.js';

type Status = { service: ServiceName; answers: boolean } & Record<string, unknown>;

@Controller()
export class OperationsRoutes {
  constructor(private readonly services: Services) {}

  @Query({
    get: '/v1/ops/status',
    role: 'reader',
    summary: 'Per service: lanes, consumers, lag, parked, quarantined, sums.',
  })
  async status(@Headers('authorization') authorization: string): Promise<{ data: Status[] }> {
    const before = await this.ask(CAPTURES, authorization);
    const others = await Promise.all(
      SERVICES.filter(name => name !== CAPTURES).map(
        async name => [name, await this.ask(name, authorization)] as const,
      ),
    );
    const after = await this.ask(CAPTURES, authorization);
    const data = [[CAPTURES, after] as const, ...others].map(([service, status]) => ({
      service,
      answers: status !== undefined,
      ...(status && withSums(status, before, after)),
    }));
    return { data };
  }

  @Query({ get: '/v1/openapi.json', role: PUBLIC, summary: 'This description.' })
  async openApi(): Promise<OpenApiDocument> {
    return merged(await this.services.ask<OpenApiDocument>('/v1/openapi.json', ''));
  }

  @Query({ get: '/v1/asyncapi.json', role: PUBLIC, summary: 'The description of every topic.' })
  asyncApi(): Record<string, unknown> {
    return asyncApi();
  }

  private async ask(service: ServiceName, authorization: string): Promise<Counted | undefined> {
    return (await this.services.askOne<{ data: Counted }>(service, '/v1/ops/status', authorization))?.data;
  }
}

@Module({})
export class ConsoleModule {
  static of(services: Services, jwks: string): DynamicModule {
    return {
      module: ConsoleModule,
      controllers: [OperationsRoutes],
      providers: [
        { provide: Services, useValue: services },
        { provide: TokenVerifier, useValue: new TokenVerifier(JSON.parse(jwks) as JSONWebKeySet) },
        { provide: APP_GUARD, useClass: AccessGuard },
      ],
    };
  }
}
