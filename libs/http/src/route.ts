import { Readable } from 'node:stream';
import { type Class, type JsonSchema, jsonSchemaOf } from '@ckm/contracts';
import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  Get,
  HttpCode,
  Post,
  SetMetadata,
} from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { PUBLIC, type Principal, ROLE_KEY } from './access.js';
import { checked } from './checked.js';
import { documented } from './documented.js';
import { Problem } from './problem.js';
import type { Role } from './token.js';

/** Read line by line; whatever else comes is read whole. */
export const STREAMED_TYPES = ['application/x-ndjson', 'text/csv'];
export const STREAM_LIMIT = 2 * 1024 ** 3;

interface Route {
  /** The least role that may call it. */
  role: Role | typeof PUBLIC;
  summary: string;
  /** What `data` in the answer is. */
  answer?: JsonSchema;
  /** Codes it can answer beside those that every route can. */
  problems?: number[];
}

interface CommandRoute extends Route {
  post: string;
  body?: Class;
  /** By media type. */
  bodies?: Record<string, JsonSchema>;
  query?: Class;
  /** The body is one of STREAMED_TYPES and handed on as it comes: `@StreamedBody()`. */
  streamed?: true;
}

/** A way in: `POST`, 202 after commit. */
export const Command = (options: CommandRoute): MethodDecorator => {
  const bodies = options.bodies ?? (options.body ? { 'application/json': jsonSchemaOf(options.body) } : null);
  return applyDecorators(
    Post(literal(options.post).slice(1)),
    HttpCode(202),
    SetMetadata(ROLE_KEY, options.role),
    RouteConfig({ streamed: options.streamed ?? false, open: options.role === PUBLIC }),
    documented({ ...options, status: 202, path: options.post, bodies, parameters: parametersOf(options.query) }),
  );
};

/** A colon that does not begin a segment is none of a parameter: `/v1/items:batch`. */
const literal = (path: string): string => path.replace(/(?<!\/):/g, '::');

const parametersOf = (query?: Class): Record<string, JsonSchema> =>
  query ? (jsonSchemaOf(query).properties ?? {}) : {};

/** A question: `GET`, 200. */
export const Query = (options: Route & { get: string; query?: Class }): MethodDecorator =>
  applyDecorators(
    Get(options.get.slice(1)),
    SetMetadata(ROLE_KEY, options.role),
    documented({ ...options, status: 200, path: options.get, bodies: null, parameters: parametersOf(options.query) }),
  );

/** The JSON body, checked against its class. */
export const CheckedBody = (type: Class): ParameterDecorator =>
  createParamDecorator((_: unknown, context: ExecutionContext) => {
    const { body } = context.switchToHttp().getRequest<{ body: unknown }>();
    return checked(type, body, 'body-invalid');
  })();

/** The body as it comes. */
export const StreamedBody = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { body } = context.switchToHttp().getRequest<{ body: unknown }>();
  if (body instanceof Readable) return body;
  throw new Problem('media-type-unknown', `Send ${STREAMED_TYPES.join(' or ')}.`);
});

/** The query parameters, checked against their class; numbers are read as such. */
export const CheckedQuery = (type: Class): ParameterDecorator =>
  createParamDecorator((_: unknown, context: ExecutionContext) => {
    const { query, url } = context.switchToHttp().getRequest<{ query: Record<string, unknown>; url: string }>();
    if (!isEncoded(url)) throw new Problem('query-invalid', 'The query is not percent-encoded UTF-8.');
    const properties = jsonSchemaOf(type).properties ?? {};
    const read = Object.fromEntries(
      Object.entries(query).map(([name, value]) => [name, asDeclared(properties[name], value)]),
    );
    return checked(type, read, 'query-invalid');
  })();

/** Fastify takes what is not for what it says: another text than was meant. */
function isEncoded(url: string): boolean {
  try {
    return decodeURIComponent(url) !== '';
  } catch {
    return false;
  }
}

export const Who = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<{ principal: Principal }>().principal,
);

const asDeclared = (schema: JsonSchema | undefined, value: unknown): unknown =>
  asNumber(schema, value) ?? asBoolean(schema, value) ?? value;

const asNumber = (schema: JsonSchema | undefined, value: unknown): number | undefined =>
  [schema?.type].flat().includes('integer') && typeof value === 'string' && /^\d{1,9}$/.test(value)
    ? Number(value)
    : undefined;

const asBoolean = (schema: JsonSchema | undefined, value: unknown): boolean | undefined =>
  [schema?.type].flat().includes('boolean') && (value === 'true' || value === 'false') ? value === 'true' : undefined;
