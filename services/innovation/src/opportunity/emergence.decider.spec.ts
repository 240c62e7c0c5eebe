import type { DomainEvent } from '@ckm/contracts';
import { given } from '@ckm/event-sourcing';
import { emergence, type NoteDemand } from './emergence.decider.js';

const uuid = (n: number): string => `0a52b1d6-1111-5111-8111-00000000000${n}`;
const demand = (customer: number, item = customer): NoteDemand => ({
  themeId: uuid(9),
  theme: 'Scan to e-mail',
  customerId: uuid(customer),
  itemId: uuid(item),
});
const noted = (customer: number, ...items: number[]): DomainEvent<'DemandNoted'> => ({
  type: 'DemandNoted',
  data: { ...demand(customer, items.at(-1)), itemIds: items.map(uuid) },
});

describe('the emergence of a theme', () => {
  it('notes the first customer', () => given(emergence).when(demand(1)).then(noted(1, 1)));

  it('counts a customer once, however often that customer asks', () =>
    given(emergence, noted(1, 1)).when(demand(1, 4)).then());

  it('names the items of all three when the third customer comes', () =>
    given(emergence, noted(1, 1), noted(2, 1, 2))
      .when(demand(3))
      .then(noted(3, 1, 2, 3)));

  it('needs no fourth', () =>
    given(emergence, noted(1, 1), noted(2, 1, 2), noted(3, 1, 2, 3))
      .when(demand(4))
      .then());
});
