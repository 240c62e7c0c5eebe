import { draftOf, supportOpportunity } from './api.js';

const customerId = '0199a2f4-7c1e-7000-8000-5d6f3f1c2b3a';
let sent: unknown;

// These exist in browsers only.
beforeAll(() => {
  globalThis.sessionStorage = { getItem: () => 'token' } as unknown as Storage;
  globalThis.fetch = (_, init) => {
    sent = JSON.parse(String(init?.body));
    return Promise.resolve(Response.json({ data: {} }));
  };
});

describe('a customer', () => {
  it('is the same person where they are written down and where they support, also under a UUID of another system', async () => {
    await supportOpportunity('one', { customerId, importance: 2 });
    expect(sent).toEqual({ customerId: `external:${customerId}`, importance: 2 });
    expect(draftOf({ customerId, text: 'Hello' }).body).toMatchObject({ customerId });
  });
});
