import { type Class, faultsOf, type JsonSchema, jsonSchemaOf } from '@ckm/contracts';
import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  Get,
  HttpCode,
  Post,
  SetMetadata,
} from '@nestjs/common';
import { PUBLIC, type Principal, type Role, ROLE_KEY } from './access.js';
import { documented } from './documented.js';
import { Problem } from './problem.js';

interface Route {
  /** The least role that may call it. */
  role: Role | typeof PUBLIC;
  summary: string;
  /** What `data` in the answer is. */
  answer?: JsonSchema;
  /** Codes it can answer beside those that every route can. */
  problems?: number[];
}

/** A way in: `POST`, 202 after commit. */
export const Command = (
  options: Route & { post: string; body?: Class; bodies?: Record<string, JsonSchema> },
): MethodDecorator => {
  const bodies = options.bodies ?? (options.body ? { 'application/json': jsonSchemaOf(options.body) } : null);
  return applyDecorators(
    Post(options.post.slice(1)),
    HttpCode(202),
    SetMetadata(ROLE_KEY, options.role),
    documented({ ...options, status: 202, path: options.post, bodies, parameters: {} }),
  );
};

/** A question: `GET`, 200. */
export const Query = (options: Route & { get: string; query?: Class }): MethodDecorator => {
  const parameters = options.query ? (jsonSchemaOf(options.query).properties ?? {}) : {};
  return applyDecorators(
    Get(options.get.slice(1)),
    SetMetadata(ROLE_KEY, options.role),
    documented({ ...options, status: 200, path: options.get, bodies: null, parameters }),
  );
};

/** The JSON body, checked against its class. */
export const CheckedBody = (type: Class): ParameterDecorator =>
  createParamDecorator((_: unknown, context: ExecutionContext) => {
    const { body } = context.switchToHttp().getRequest<{ body: unknown }>();
    const faults = faultsOf(type, body);
    if (faults.length > 0) throw new Problem('body-invalid', undefined, faults);
    return body;
  })();

/** The query parameters, checked against their class; numbers are read as such. */
export const CheckedQuery = (type: Class): ParameterDecorator =>
  createParamDecorator((_: unknown, context: ExecutionContext) => {
    const { query } = context.switchToHttp().getRequest<{ query: Record<string, unknown> }>();
    const properties = jsonSchemaOf(type).properties ?? {};
    const read = Object.fromEntries(
      Object.entries(query).map(([name, value]) => [name, asDeclared(properties[name], value)]),
    );
    const faults = faultsOf(type, read);
    if (faults.length > 0) throw new Problem('query-invalid', undefined, faults);
    return read;
  })();

export const Who = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<{ principal: Principal }>().principal,
);

const asDeclared = (schema: JsonSchema | undefined, value: unknown): unknown =>
  [schema?.type].flat().includes('integer') && typeof value === 'string' && /^\d{1,9}$/.test(value)
    ? Number(value)
    : value;
