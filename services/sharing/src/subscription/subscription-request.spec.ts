import { faultsOf } from '@ckm/contracts';
import { ChangeSubscription, OpenSubscription, queryOf } from './subscription-request.js';

it('a query names its theme in lower case, however it was written', () =>
  expect(queryOf('acme', { theme: '2C7F0A1E-93D4-5B68-8E07-41D9C6B25F3A' })).toMatchObject({
    theme: '2c7f0a1e-93d4-5b68-8e07-41d9c6b25f3a',
    language: null,
  }));

it('a subscription must have a name, when it is opened and when it is renamed', () => {
  const asked = { query: {}, channel: { kind: 'feed' } };
  for (const name of [' ', '\t\u3000']) {
    expect(faultsOf(OpenSubscription, { ...asked, name })).toMatchObject([{ pointer: '/name' }]);
    expect(faultsOf(ChangeSubscription, { name })).toMatchObject([{ pointer: '/name' }]);
  }
  expect(faultsOf(OpenSubscription, { ...asked, name: 'what matters' })).toEqual([]);
  expect(faultsOf(ChangeSubscription, { name: null })).toEqual([]);
});
