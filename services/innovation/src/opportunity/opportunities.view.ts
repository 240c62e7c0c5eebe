import { upsert, view } from '@ckm/event-sourcing';

export const opportunities = view({
  name: 'opportunity',
  version: 1,
  columns: { opportunity_id: 'uuid', theme_id: 'uuid', title: 'text', opened_at: 'timestamptz' },
  key: ['opportunity_id'],
  indexes: ['opened_at DESC'],
  on: {
    OpportunityOpened: ({ data, recordedAt }) =>
      upsert(
        { opportunity_id: data.opportunityId },
        { theme_id: data.themeId, title: data.title, opened_at: recordedAt },
      ),
  },
});
