import type { DomainEvent, Importance } from '@ckm/contracts';
import { given } from '@ckm/event-sourcing';
import { support } from './support.decider.js';

const worth = (importance: Importance) => ({
  opportunityId: '0a52b1d6-1111-5111-8111-000000000001',
  customerId: '0a52b1d6-1111-5111-8111-000000000002',
  importance,
});
const supported = (importance: Importance): DomainEvent<'OpportunitySupported'> => ({
  type: 'OpportunitySupported',
  data: worth(importance),
});

describe('the support of one customer', () => {
  it('is recorded', () => given(support).when(worth(2)).then(supported(2)));

  it('is also recorded where it does not matter to that customer', () =>
    given(support).when(worth(0)).then(supported(0)));

  it('is what the customer last said', () => given(support, supported(2)).when(worth(3)).then(supported(3)));

  it('is not recorded again while it stays the same', () =>
    given(support, supported(1), supported(3)).when(worth(3)).then());
});
