import { eventually } from '@ckm/backing-services';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type Answer, forget, type Installation, type Post, startInstallation } from './installation.js';

type Responses = Record<string, { content?: Record<string, { schema: object }> }>;
interface Document {
  paths: Record<string, Record<string, { responses: Responses }>>;
  components: object;
}

const ITEM = {
  text: 'The toner leaks. Please add a tray!',
  account: 'Praxis am Wald',
  contributor: { role: 'employee', name: 'Jana' },
};
const json = (body: unknown): Post => ({ type: 'application/json', body: JSON.stringify(body) });

describe('The OpenAPI document that is served', () => {
  let ckm: Installation;
  let document: Document;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });

  const post = (path: string, body: unknown): Promise<Answer<{ data: { itemId: string } }>> =>
    ckm.post(path, json(body));
  const written = async (customerId: string): Promise<string> => {
    const { body } = await post('/v1/items', { ...ITEM, customerId });
    await eventually(() => ckm.data(`/v1/interpretations/${body.data.itemId}`));
    return body.data.itemId;
  };
  /** What the document says otherwise of the answer of a route. */
  const faultsOf = (method: string, path: string, { status, type, body }: Answer): unknown => {
    const { [status]: listed, default: other } = document.paths[path]![method]!.responses;
    const schema = (listed ?? other)?.content?.[type]?.schema;
    if (!schema) return `It says nothing of ${status} ${type}.`;
    const validate = ajv.compile({ ...schema, components: document.components });
    return validate(body) ? [] : validate.errors;
  };

  beforeAll(async () => {
    ckm = await startInstallation();
    document = (await ckm.get<Document>('/v1/openapi.json', null)).body;
  });

  afterAll(async () => {
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  it.each<[what: string, happens: (itemId: string) => Promise<unknown>, becomes: object]>([
    ['was written down', () => Promise.resolve(), { withdrawn: false, erased: false }],
    ['was withdrawn', id => post(`/v1/items/${id}/withdrawal`, { reason: 'Twice.' }), { withdrawn: true }],
    ['is of someone forgotten', () => post('/v1/subjects/external:k-2/erasure', {}), { erased: true }],
  ])('describes an item that %s, and its interpretation', async (_, happens, becomes) => {
    const itemId = await written('k-2');
    await happens(itemId);
    await eventually(async () => {
      const [item, read] = [await ckm.get(`/v1/items/${itemId}`), await ckm.get(`/v1/interpretations/${itemId}`)];
      for (const { body } of [item, read]) expect(body).toMatchObject({ data: becomes });
      expect(faultsOf('get', '/v1/items/{id}', item)).toEqual([]);
      expect(faultsOf('get', '/v1/interpretations/{itemId}', read)).toEqual([]);
    });
  });

  it.each<[path: string, several: Post]>([
    ['/v1/items:batch', json({ items: [{ ...ITEM, customerId: 'k-1' }, { text: 7 }] })],
    ['/v1/events', { type: 'application/cloudevents-batch+json', body: '[{}, {}]' }],
  ])('describes what %s answers where some of several were refused', async (path, several) => {
    const answer = await ckm.post(path, several);
    expect(answer.status).toBe(207);
    expect(faultsOf('post', path, answer)).toEqual([]);
  });

  it('describes how a route refuses a method, and a key that came before', async () => {
    const keyed = (text: string): Promise<Answer> =>
      ckm.post('/v1/items', { ...json({ customerId: 'k-1', text }), headers: { 'idempotency-key': 'visit-1' } });
    expect(await keyed('The toner leaks.')).toMatchObject({ status: 202 });
    const refused = [await ckm.get('/v1/items'), await keyed('The tray is stuck.')];
    expect(refused.map(({ status }) => status)).toEqual([405, 422]);
    for (const answer of refused) expect(faultsOf('post', '/v1/items', answer)).toEqual([]);
  });
});
