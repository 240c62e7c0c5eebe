import { upsert, view } from '@ckm/event-sourcing';

/** The importance of an opportunity to each customer who gave one. */
export const supporters = view({
  name: 'supporter',
  version: 1,
  columns: { opportunity_id: 'uuid', customer_id: 'uuid', importance: 'int', supported_at: 'timestamptz' },
  key: ['opportunity_id', 'customer_id'],
  on: {
    OpportunitySupported: ({ data, recordedAt }) =>
      upsert(
        { opportunity_id: data.opportunityId, customer_id: data.customerId },
        { importance: data.importance, supported_at: recordedAt },
      ),
  },
});
