import type { DomainEvent } from '@ckm/contracts';
import { given } from '@ckm/event-sourcing';
import { subject } from './subject.decider.js';

const erased: DomainEvent<'SubjectErased'> = {
  type: 'SubjectErased',
  data: {
    erasureId: '0a52b1d6-1111-4111-8111-000000000001',
    customerId: '0a52b1d6-2222-5222-8222-000000000002',
    keyIds: ['0a52b1d6-3333-4333-8333-000000000003'],
  },
};

describe('the erasure of a subject', () => {
  it('is announced', () => given(subject).when(erased.data).then(erased));

  it('is announced once', () => given(subject, erased).when(erased.data).then());
});
