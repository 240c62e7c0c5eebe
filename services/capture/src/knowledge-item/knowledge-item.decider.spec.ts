import type { DomainEvent } from '@ckm/contracts';
import { given } from '@ckm/event-sourcing';
import { knowledgeItem } from './knowledge-item.decider.js';

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
    given(knowledgeItem)
      .when({ event: captured('a') })
      .then(captured('a')));

  it('changes nothing when the same comes again', () =>
    given(knowledgeItem, captured('a'))
      .when({ event: captured('a') })
      .then());

  it('is refused when another body comes under its source and id', () =>
    given(knowledgeItem, captured('a'))
      .when({ event: captured('b') })
      .thenRejected('item-differs'));

  it('gets its first answer again after its person was forgotten: there is nothing to compare', () =>
    given(knowledgeItem, forgotten)
      .when({ event: captured('b') })
      .then());
});

const { itemId, customerId } = captured('a').data;
const withdrawn = (reason: string | null): DomainEvent<'KnowledgeItemWithdrawn'> => ({
  type: 'KnowledgeItemWithdrawn',
  data: { itemId, customerId, reason },
});
const identified: DomainEvent<'CustomerIdentified'> = {
  type: 'CustomerIdentified',
  data: {
    customerId,
    customerExternalId: 'K-4711',
    source: 'crm',
    externalId: 'T-9',
    name: 'Uwe Möller',
    occurredAt: '2026-11-02T08:15:00+01:00',
    receivedAt: '2026-11-02T07:15:03Z',
    sameness: 'a',
  },
};
const erased: DomainEvent<'SubjectErased'> = {
  type: 'SubjectErased',
  data: {
    erasureId: '0a52b1d6-1111-4111-8111-000000000001',
    customerId,
    keyIds: ['0a52b1d6-3333-4333-8333-000000000003'],
  },
};

describe('a knowledge item', () => {
  it('is withdrawn with the reason that was given', () =>
    given(knowledgeItem, captured('a'))
      .when({ reason: '客户说这条反馈写错了设备。' })
      .then(withdrawn('客户说这条反馈写错了设备。')));

  it('is withdrawn without a reason', () =>
    given(knowledgeItem, captured('a')).when({ reason: null }).then(withdrawn(null)));

  it('is withdrawn once, whatever the second reason', () =>
    given(knowledgeItem, captured('a'), withdrawn('Doppelt erfasst.')).when({ reason: 'Wrong customer.' }).then());

  it('stays withdrawn when it is sent again', () =>
    given(knowledgeItem, captured('a'), withdrawn(null))
      .when({ event: captured('a') })
      .then());

  it('is refused when it comes with another body after it was withdrawn', () =>
    given(knowledgeItem, captured('a'), withdrawn(null))
      .when({ event: captured('b') })
      .thenRejected('item-differs'));

  it('can be withdrawn after its person was forgotten', () =>
    given(knowledgeItem, forgotten).when({ reason: null }).then(withdrawn(null)));

  it('that was never captured cannot be withdrawn', () =>
    given(knowledgeItem).when({ reason: null }).thenRejected('item-not-found'));

  it('does not exist where the event told who a customer is', () =>
    given(knowledgeItem, identified).when({ reason: null }).thenRejected('item-not-found'));

  it('does not exist where the stream is of another kind', () =>
    given(knowledgeItem, erased as never)
      .when({ reason: null })
      .thenRejected('item-not-found'));
});
