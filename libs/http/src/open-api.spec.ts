import { jest } from '@jest/globals';
import { jsonSchemaOf } from '@ckm/contracts';
import { SwaggerModule } from '@nestjs/swagger';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Note, notesApp, type NotesApp, NotesModule } from './fixture/app.js';
import { type OpenApiDocument, openApiOf, serveOpenApi } from './open-api.js';
import { createServer, type ServerOptions } from './server.js';

type Media = Record<string, { schema?: { type?: string; properties?: Record<string, unknown> } }>;
interface Operation {
  description?: string;
  requestBody?: { required: boolean; content: Media };
  responses: Record<string, { content?: Media }>;
  parameters?: { name: string; in: string; description?: string; schema: object }[];
  security?: object[];
}

let notes: NotesApp;
let document: OpenApiDocument;
beforeAll(async () => {
  notes = await notesApp();
  document = await openApiOf(notes.app);
});
afterAll(() => notes.app.close());

const operation = (method: 'get' | 'post', path: string) => document.paths[path]?.[method] as unknown as Operation;
const bodyOf = (path: string) => operation('post', path).requestBody;

it('is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  expect(await validator.validate(JSON.parse(JSON.stringify(document)) as Record<string, unknown>)).toEqual({
    valid: true,
  });
  expect(validator.version).toBe('3.1');
});

it('is made once, however often it is asked for', async () => {
  const app = await createServer(NotesModule.of([], {}), {} as ServerOptions);
  serveOpenApi(app);
  const made = jest.spyOn(SwaggerModule, 'createDocument');
  const answers = [1, 2, 3].map(() => app.inject({ method: 'GET', url: '/v1/openapi.json' }));
  for (const { statusCode, body } of await Promise.all(answers))
    expect([statusCode, JSON.parse(body)]).toEqual([200, JSON.parse(JSON.stringify(document))]);
  expect(made).toHaveBeenCalledTimes(1);
  made.mockRestore();
  await app.close();
});

describe('a command', () => {
  it('shows the schema of its body', () => {
    const content = { 'application/json': { schema: jsonSchemaOf(Note) } };
    expect(bodyOf('/v1/notes')).toEqual({ required: true, content });
  });

  it('shows every media type that its body may have', () => {
    expect(bodyOf('/v1/letters')).toEqual({
      required: true,
      content: {
        'application/json': { schema: { type: 'string' } },
        'application/cloudevents+json': { schema: { type: 'object' } },
      },
    });
  });

  it('shows no body where none is read', () => {
    expect(bodyOf('/v1/notes/{slug}/refusal')).toBeUndefined();
  });
});

it('a route says which role it needs, where it needs one', () => {
  expect(operation('post', '/v1/letters').description).toBe('Least role: contributor.');
  expect(operation('get', '/v1/about').description).toBeUndefined();
});

it('a colon in a path stays one', () => {
  expect(Object.keys(document.paths)).toContain('/v1/notes:burn');
  expect(operation('post', '/v1/notes:burn').parameters?.map(({ name }) => name)).toEqual(['Idempotency-Key']);
});

it('an answer is shown with its schema', () => {
  const data = { type: 'object', properties: { title: { type: 'string' } }, required: ['title'] };
  expect(operation('post', '/v1/notes').responses['202']?.content).toEqual({
    'application/json': { schema: { type: 'object', properties: { data }, required: ['data'] } },
  });
});

it('every answer is listed: also where a token called too often, a key came before, or some of several were refused', () => {
  const listed = (method: 'get' | 'post', path: string) => Object.keys(operation(method, path).responses);
  expect(listed('get', '/v1/notes')).toEqual(['200', '400', '401', '403', '429', 'default']);
  expect(listed('post', '/v1/notes')).toEqual(['202', '400', '401', '403', '422', '429', 'default']);
  expect(listed('post', '/v1/letters')).toEqual(['202', '207', '400', '401', '403', '415', '422', '429', 'default']);
  expect(listed('get', '/v1/about')).toEqual(['200', '400', 'default']);
});

it('problems are shown as such', () => {
  const schema = { $ref: '#/components/schemas/Problem' };
  const { responses } = operation('post', '/v1/letters');
  for (const problem of ['415', '422', 'default'])
    expect(responses[problem]?.content).toEqual({ 'application/problem+json': { schema } });
  expect(responses['207']?.content).toEqual(responses['202']?.content);
  expect(document.components?.schemas).toHaveProperty('Problem');
});

it('a question shows its parameters, once each', () => {
  const parameters = operation('get', '/v1/notes').parameters?.map(({ name, in: where, description, schema }) => ({
    name,
    where,
    description,
    schema,
  }));
  expect(parameters).toEqual([
    {
      name: 'weight',
      where: 'query',
      description: 'How much it says.',
      schema: { type: 'string', enum: ['low', 'high'] },
    },
    { name: 'cursor', where: 'query', schema: expect.objectContaining({ type: 'string', maxLength: 500 }) as object },
    { name: 'limit', where: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
  ]);
  expect(operation('get', '/v1/notes/{id}').parameters?.map(one => one.name)).toEqual(['id']);
});

it('only what everybody may call is without a token', () => {
  expect(operation('get', '/v1/about').security).toBeUndefined();
  expect(operation('get', '/v1/notes').security).toEqual([{ bearer: [] }]);
});
