import type { JsonSchema } from '@ckm/contracts';

/** What the OpenAPI document says about a route. */
interface Description {
  role: string;
  summary: string;
  status: number;
  path: string;
  answer?: JsonSchema;
  problems?: number[];
  partial?: true;
  /** By media type; null where there is no body. */
  bodies: Record<string, JsonSchema> | null;
  /** Of the query. */
  parameters: Record<string, JsonSchema>;
}

type Swagger = typeof import('@nestjs/swagger');

const waiting: { description: Description; route: Parameters<MethodDecorator> }[] = [];

/** Keeps the description until the document is asked for: Swagger takes longer to load than a service needs to start. */
export const documented =
  (description: Description): MethodDecorator =>
  (...route) =>
    void waiting.push({ description, route: route as Parameters<MethodDecorator> });

/** Gives Swagger the descriptions that were kept. */
export function describeRoutes(swagger: Swagger): void {
  for (const { description, route } of waiting.splice(0))
    for (const decorate of decoratorsOf(description, swagger)) decorate(...route);
}

function decoratorsOf(description: Description, swagger: Swagger): MethodDecorator[] {
  const { ApiBearerAuth, ApiHeader, ApiOperation, ApiParam, ApiQuery } = swagger;
  const { role, summary, path, bodies, parameters } = description;
  const isPublic = role === 'public';
  return [
    ApiOperation({
      summary,
      ...(isPublic ? {} : { description: `Least role: ${role}.` }),
      ...(bodies ? { requestBody: requestBody(bodies) } : {}),
    }),
    ...answersOf(description, swagger),
    ...[...path.matchAll(/\/:(\w+)/g)].map(([, name = '']) => ApiParam({ name, schema: { type: 'string' } })),
    ...Object.entries(parameters).map(([name, { description, ...schema }]) =>
      ApiQuery({ name, required: false, ...(description && { description }), schema: withoutNull(schema) as object }),
    ),
    ...(isCommand(description) ? [ApiHeader(IDEMPOTENCY_KEY)] : []),
    ...(isPublic ? [] : [ApiBearerAuth()]),
  ];
}

const isCommand = ({ status }: Description): boolean => status === 202;

function answersOf(description: Description, { ApiResponse }: Swagger): MethodDecorator[] {
  const { role, summary, status, answer = {}, partial, problems = [] } = description;
  const schema = { type: 'object', properties: { data: answer }, required: ['data'] };
  const refused = [400, ...(role === 'public' ? [] : [401, 403, 429]), ...(isCommand(description) ? [422] : [])];
  return [
    ...[status, ...(partial ? [207] : [])].map(one => ApiResponse({ status: one, description: summary, schema })),
    ...[...refused, ...problems, 'default' as const].map(one => ApiResponse({ status: one, ...PROBLEM_ANSWER })),
  ];
}

// Not ApiBody: it knows one media type, and turns several into an empty schema.
const requestBody = (
  bodies: Record<string, JsonSchema>,
): { required: true; content: Record<string, { schema: object }> } => ({
  required: true,
  content: Object.fromEntries(Object.entries(bodies).map(([type, schema]) => [type, { schema }])),
});

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  description: 'The same key is the same request: it is handled once.',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const PROBLEM_ANSWER = {
  description: 'application/problem+json',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const withoutNull = ({ type, enum: values, ...rest }: JsonSchema): JsonSchema => ({
  ...rest,
  ...(type ? { type: [type].flat().find(one => one !== 'null') } : {}),
  ...(values ? { type: 'string', enum: values.filter(value => value !== null) } : {}),
});
