import { asyncApi } from '@ckm/contracts';
import { type Access, guarded, MeRoute, type OpenApiDocument, PUBLIC, Query } from '@ckm/http';
import { Controller, type DynamicModule, Module } from '@nestjs/common';
import { ErasureRoutes } from './erasure.routes.js';
import { ListRoutes } from './lists.routes.js';
import { mergedOpenApi } from './merged-open-api.js';
import { Services } from './services.js';
import { StatusRoutes } from './status.route.js';

const ASYNC_API = asyncApi();

/** How long a description is kept: everybody may ask for it, and nobody limits how often; but a service may be replaced by newer code. */
const KEPT_MS = 60_000;

@Controller()
export class DescriptionRoutes {
  private kept: { document: OpenApiDocument; until: number } | null = null;

  constructor(private readonly services: Services) {}

  @Query({ get: '/v1/openapi.json', role: PUBLIC, summary: 'This description.' })
  async openApi(): Promise<OpenApiDocument> {
    if (this.kept && performance.now() < this.kept.until) return this.kept.document;
    const document = mergedOpenApi(await this.services.ask<OpenApiDocument>('/v1/openapi.json', ''));
    this.kept = { document, until: performance.now() + KEPT_MS };
    return document;
  }

  @Query({ get: '/v1/asyncapi.json', role: PUBLIC, summary: 'The description of every topic.' })
  asyncApi(): Record<string, unknown> {
    return ASYNC_API;
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
