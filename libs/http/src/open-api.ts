import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { describeRoutes } from './documented.js';

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable.' },
    detail: { type: 'string' },
    pointers: {
      type: 'array',
      items: {
        type: 'object',
        properties: { pointer: { type: 'string' }, rule: { type: 'string' }, detail: { type: 'string' } },
      },
    },
    traceId: { type: ['string', 'null'] },
  },
};

/** OpenAPI 3.1. */
export type OpenApiDocument = OpenAPIObject;

/** Shows the document to everybody. It is made once: that takes long, and nobody limits how often it is asked for. */
export function serveOpenApi(app: NestFastifyApplication): void {
  let document: Promise<OpenApiDocument> | undefined;
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/v1/openapi.json', () => (document ??= openApiOf(app)));
}

/** The OpenAPI 3.1 document of an application's routes. */
export async function openApiOf(app: NestFastifyApplication): Promise<OpenAPIObject> {
  const swagger = await import('@nestjs/swagger');
  describeRoutes(swagger);
  const config = new swagger.DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('ckm')
    .setDescription(
      'Customer knowledge management: what customers say becomes knowledge that reaches the people who can act on it.',
    )
    .setVersion('1')
    .addBearerAuth()
    .build();
  const document = swagger.SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller}.${method}`,
  });
  return {
    ...document,
    components: {
      ...document.components,
      schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA as never },
    },
  };
}
