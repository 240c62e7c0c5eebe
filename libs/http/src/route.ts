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
import { ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { PUBLIC, type Principal, type Role, ROLE_KEY } from './access.js';
import { Problem } from './problem.js';

interface Documented {
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
  options: Documented & { post: string; body?: Class; bodies?: Record<string, JsonSchema> },
): MethodDecorator => {
  const bodies = options.bodies ?? (options.body ? { 'application/json': jsonSchemaOf(options.body) } : null);
  return applyDecorators(
    Post(options.post.slice(1)),
    HttpCode(202),
    documented(options, { status: 202, path: options.post, bodies }),
  );
};

/** A question: `GET`, 200. */
export const Query = (options: Documented & { get: string; query?: Class }): MethodDecorator => {
  const parameters = Object.entries(options.query ? (jsonSchemaOf(options.query).properties ?? {}) : {});
  return applyDecorators(
    Get(options.get.slice(1)),
    documented(options, { status: 200, path: options.get, bodies: null }),
    ...parameters.map(([name, schema]) => ApiQuery({ name, required: false, schema: withoutNull(schema) as object })),
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

const documented = (
  { role, summary, answer, problems = [] }: Documented,
  { status, path, bodies }: { status: number; path: string; bodies: Record<string, JsonSchema> | null },
): MethodDecorator =>
  applyDecorators(
    SetMetadata(ROLE_KEY, role),
    ApiOperation({ summary, ...(bodies ? { requestBody: requestBody(bodies) } : {}) }),
    ApiResponse({
      status,
      description: summary,
      schema: { type: 'object', properties: { data: answer ?? {} }, required: ['data'] },
    }),
    ...[400, ...(role === PUBLIC ? [] : [401, 403]), ...problems].map(problem =>
      ApiResponse({ status: problem, ...PROBLEM }),
    ),
    ...[...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ApiParam({ name, schema: { type: 'string' } })),
    ...(role === PUBLIC ? [] : [ApiBearerAuth()]),
  );

// Not ApiBody: it knows one media type, and makes an empty schema of several.
const requestBody = (
  bodies: Record<string, JsonSchema>,
): { required: true; content: Record<string, { schema: object }> } => ({
  required: true,
  content: Object.fromEntries(Object.entries(bodies).map(([type, schema]) => [type, { schema }])),
});

const PROBLEM = {
  description: 'application/problem+json',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const asDeclared = (schema: JsonSchema | undefined, value: unknown): unknown =>
  [schema?.type].flat().includes('integer') && typeof value === 'string' && /^\d{1,9}$/.test(value)
    ? Number(value)
    : value;

const withoutNull = ({ type, enum: values, ...rest }: JsonSchema): JsonSchema => ({
  ...rest,
  ...(type ? { type: [type].flat().find(one => one !== 'null') } : {}),
  ...(values ? { type: 'string', enum: values.filter(value => value !== null) } : {}),
});
