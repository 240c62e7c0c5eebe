import { asyncApi } from '@ckm/contracts';
import { type Access, guarded, MeRoute, type OpenApiDocument, PUBLIC, Query } from '@ckm/http';
import { Controller, type DynamicModule, Module } from '@nestjs/common';
import { ErasureRoutes } from './erasure.routes.js';
import { ListRoutes } from './lists.routes.js';
import { mergedOpenApi } from './merged-open-api.js';
import { Services } from './services.js';
import { StatusRoutes } from './status.route.js';

@Controller()
export class DescriptionRoutes {
  constructor(private readonly services: Services) {}

  @Query({ get: '/v1/openapi.json', role: PUBLIC, summary: 'This description.' })
  async openApi(): Promise<OpenApiDocument> {
    return mergedOpenApi(await this.services.ask<OpenApiDocument>('/v1/openapi.json', ''));
  }

  @Query({ get: '/v1/asyncapi.json', role: PUBLIC, summary: 'The description of every topic.' })
  asyncApi(): Record<string, unknown> {
    return asyncApi();
  }
}

@Module({})
export class ConsoleModule {
  static of(services: Services, access: Access): DynamicModule {
    return {
      module: ConsoleModule,
      controllers: [MeRoute, StatusRoutes, DescriptionRoutes, ErasureRoutes, ListRoutes],
      providers: [{ provide: Services, useValue: services }, ...guarded(access)],
    };
  }
}
