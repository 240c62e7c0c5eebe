import type { DomainEvent } from '@ckm/contracts';
import { given } from '@ckm/event-sourcing';
import { customerEvent } from './customer-event.decider.js';

const captured = (sameness: string): DomainEvent<'KnowledgeItemCaptured'> => ({
  type: 'KnowledgeItemCaptured',
  data: {
    itemId: '0a52b1d6-1111-5111-8111-000000000001',
    customerId: '0a52b1d6-2222-5222-8222-000000000002',
    customerExternalId: 'K-4711',
    source: 'crm',
    externalId: 'T-9',
    sourceType: 'ticket.message',
    text: 'Der Einzug vom Kopierer frisst jedes zweite Blatt.',
    occurredAt: '2026-11-02T08:15:00+01:00',
    receivedAt: '2026-11-02T07:15:03Z',
    sameness,
  },
});
const forgotten = { ...captured('a'), data: { ...captured('a').data, sameness: null as unknown as string } };

describe('a customer event', () => {
  it('is taken the first time', () =>
    given(customerEvent)
      .when({ event: captured('a') })
      .then(captured('a')));

  it('is already so when the same comes again', () =>
    given(customerEvent, captured('a'))
      .when({ event: captured('a') })
      .then());

  it('is refused when another body comes under its source and id', () =>
    given(customerEvent, captured('a'))
      .when({ event: captured('b') })
      .thenRejected('item-differs'));

  it('gets its first answer again after its person was forgotten: there is nothing to compare', () =>
    given(customerEvent, forgotten)
      .when({ event: captured('b') })
      .then());
});
