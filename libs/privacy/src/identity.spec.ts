import { customerIdOf, customerNamed, itemIdOf, uuid5 } from './identity.js';

// Streams are found by these ids: another answer would lose every customer and item there is.
it('the same names give the same id for ever', () => {
  expect(itemIdOf('acme', 'https://helpdesk.example', 'T-1')).toBe('22aeac77-e581-52b8-923c-4c36118e6ed4');
  expect(customerIdOf('acme', 'CRM-20418')).toBe('06bd2387-e80e-5de5-801a-6856ef5ebdca');
});

it('names are kept apart', () => {
  const ids = [uuid5('a', 'bc'), uuid5('ab', 'c'), uuid5('a,b', 'c'), uuid5('abc'), uuid5('a"', '"bc')];
  expect(new Set(ids).size).toBe(ids.length);
});

it('a customer is another one for each tenant', () => {
  expect(customerIdOf('acme', 'CRM-20418')).not.toBe(customerIdOf('globex', 'CRM-20418'));
});

describe('a customer in a path', () => {
  const id = customerIdOf('acme', 'CRM-20418');

  it.each([id, id.toUpperCase(), 'external:CRM-20418'])('is %s', name => expect(customerNamed('acme', name)).toBe(id));

  it.each(['', 'CRM-20418', 'external:', `${id} `])('is not "%s"', name =>
    expect(customerNamed('acme', name)).toBeNull(),
  );
});
