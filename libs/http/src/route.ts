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

/** Media types of bodies that are handed on as a stream; any other body is read as a whole. */
export const STREAMED_TYPES = ['application/x-ndjson', 'text/csv'];
/** In bytes. */
export const STREAM_LIMIT = 2 * 1024 ** 3;

interface Route {
  /** The least role that may call it. */
  role: Role | typeof PUBLIC;
  summary: string;
  /** Schema of `data` in the answer. */
  answer?: JsonSchema;
  /** Statuses of problems that it answers with besides 400, 401, 403 and 429, and the 422 of a command whose `Idempotency-Key` came before. */
  problems?: number[];
}

interface CommandRoute extends Route {
  post: string;
  body?: Class;
  /** Instead of `body`: the schemas of the bodies it takes, by media type. */
  bodies?: Record<string, JsonSchema>;
  query?: Class;
  /** It takes several and has a result for each: where some were refused, the answer is 207. */
  partial?: true;
  /** The body has one of STREAMED_TYPES and is handed on as a stream: `@StreamedBody()`. */
  streamed?: true;
}

/** A route that changes something: `POST`, answered with 202 when its events are committed. */
export const Command = (options: CommandRoute): MethodDecorator => {
  const { streamed = false } = options;
  const bodies = options.bodies ?? (options.body ? { 'application/json': jsonSchemaOf(options.body) } : null);
  return applyDecorators(
    Post(literal(options.post).slice(1)),
    HttpCode(202),
    SetMetadata(ROLE_KEY, options.role),
    RouteConfig({ streamed, bodiless: !streamed && bodies === null, open: options.role === PUBLIC }),
    documented({ ...options, status: 202, path: options.post, bodies, parameters: parametersOf(options.query) }),
  );
};

/** A colon that does not begin a segment belongs to the path, not to a parameter: `/v1/items:batch`. */
const literal = (path: string): string => path.replace(/(?<!\/):/g, '::');

const parametersOf = (query?: Class): Record<string, JsonSchema> =>
  query ? (jsonSchemaOf(query).properties ?? {}) : {};

/** A route that reads: `GET`, answered with 200. */
export const Query = (options: Route & { get: string; query?: Class }): MethodDecorator =>
  applyDecorators(
    Get(options.get.slice(1)),
    SetMetadata(ROLE_KEY, options.role),
    documented({ ...options, status: 200, path: options.get, bodies: null, parameters: parametersOf(options.query) }),
  );

/** Parameter: the JSON body. @throws Problem `body-invalid`, `text-not-storable` */
export const CheckedBody = (type: Class): ParameterDecorator =>
  createParamDecorator((_: unknown, context: ExecutionContext) => {
    const { body } = context.switchToHttp().getRequest<{ body: unknown }>();
    return checked(type, body, 'body-invalid');
  })();

/** Parameter: the body as a stream. @throws Problem `media-type-unknown` unless it has one of STREAMED_TYPES */
export const StreamedBody = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { body } = context.switchToHttp().getRequest<{ body: unknown }>();
  if (body instanceof Readable) return body;
  throw new Problem('media-type-unknown', `Send ${STREAMED_TYPES.join(' or ')}.`);
});

/** Parameter: the query, with integers and booleans parsed as its class declares them. @throws Problem `query-invalid`, `text-not-storable` */
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

/** Fastify takes a malformed percent-encoding literally, and so would search for another text than was meant. */
function isEncoded(url: string): boolean {
  try {
    return decodeURIComponent(url) !== '';
  } catch {
    return false;
  }
}

/** Parameter: the `Principal`. */
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
