import { eventTypeIn } from './parked.routes.js';

describe('the type of a parked message', () => {
  it.each([
    ['ckm.ItemInterpreted.v1', 'ItemInterpreted'],
    ['ckm.ItemInterpreted.v2', 'ItemInterpreted'],
    ['ckm.ItemInterpreted.v17', 'ItemInterpreted'],
    ['customer.feedback', 'customer.feedback'],
  ])('%s is told as %s', (header, type) => expect(eventTypeIn(header)).toBe(type));
});
