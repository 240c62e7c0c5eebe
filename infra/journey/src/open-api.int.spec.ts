import { eventually } from '@ckm/backing-services';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type Answer, forget, type Installation, startInstallation } from './installation.js';

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

describe('The OpenAPI document that is served', () => {
  let ckm: Installation;
  let document: Document;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });

  const post = (path: string, body: unknown): Promise<Answer<{ data: { itemId: string } }>> =>
    ckm.post(path, { type: 'application/json', body: JSON.stringify(body) });
  const written = async (customerId: string): Promise<string> => {
    const { body } = await post('/v1/items', { ...ITEM, customerId });
    await eventually(() => ckm.data(`/v1/interpretations/${body.data.itemId}`));
    return body.data.itemId;
  };
  /** What the document says otherwise of the answer of a route. */
  const faultsOf = (method: string, path: string, { status, type, body }: Answer): unknown => {
    const schema = document.paths[path]![method]!.responses[status]?.content?.[type]?.schema;
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
});
