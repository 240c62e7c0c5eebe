import type { DomainEvent } from '@ckm/contracts';
import { given } from '@ckm/event-sourcing';
import { emergence, type NoteDemand, recountDemand } from './emergence.decider.js';

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

  it('counts on from those that stand where one of three does not', () => {
    const three = [noted(1, 1), noted(2, 1, 2), noted(3, 1, 2, 3)];
    const recount = (...gone: number[]) => ({ themeId: uuid(9), theme: 'Scan to e-mail', gone: gone.map(uuid) });
    given(recountDemand, ...three)
      .when(recount(1))
      .then(noted(3, 2, 3));
    given(recountDemand, ...three)
      .when(recount(3))
      .then(noted(2, 1, 2));
    given(recountDemand, ...three)
      .when(recount(1, 2, 3))
      .then(noted(3, 3));
    given(recountDemand, ...three, noted(3, 2, 3))
      .when(recount(1))
      .then();
    given(emergence, ...three, noted(3, 2, 3))
      .when(demand(1, 4))
      .then(noted(1, 2, 3, 4));
  });

  it('needs no fourth', () =>
    given(emergence, noted(1, 1), noted(2, 1, 2), noted(3, 1, 2, 3))
      .when(demand(4))
      .then());
});
